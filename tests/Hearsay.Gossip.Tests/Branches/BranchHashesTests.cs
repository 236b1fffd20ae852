using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

/// <summary>
/// An answer that tells the hashes of branched members' events alone: enough for whoever has the other parents.
/// </summary>
public sealed class BranchHashesTests
{
    private LoneEngine _lone = null!;
    private ForgedEvent _meant = null!;
    private ForgedEvent _other = null!;
    private ForgedEvent[] _heads = null!;
    private ForgedEvent _names = null!;

    /// <summary>Member 1 branched; an event of member 2 names one of its events among four.</summary>
    [SetUp]
    public void SetUp()
    {
        _lone = new LoneEngine(6);
        _meant = _lone.Forge.First(1, createdAt: 77);
        _other = _lone.Forge.First(1, createdAt: 78);
        _heads = [.. Enumerable.Range(2, 4).Select(i => _lone.Forge.First(i))];
        _names = _lone.Forge.After(
            _heads[0], [_meant.AsParent, .. _heads[1..].Select(head => head.AsParent)]);
    }

    [Test]
    public void Answer_OneOfFiveParentsOfAMemberThatBranched_IsToldAlone()
    {
        _lone.Deliver(1, _meant, _other);
        _lone.Deliver(2, [.. _heads, _names]);
        Ask(every: false);

        SentMessage answer = _lone.SentOf(MessageKind.BranchHashes).Single();
        Assert.That(HashesMessage.ReadHead(answer.Body).Hash, Is.EqualTo(_names.Hash));
        Assert.That(answer.Body[HashesMessage.HeadBytes..], Is.EqualTo(Numbered(1, _meant)));
        Assert.That(_lone.SentOf(MessageKind.Hashes), Is.Empty);
    }

    [Test]
    public void Answer_WhenEveryHashIsAskedFor_TellsEvery()
    {
        _lone.Deliver(1, _meant, _other);
        _lone.Deliver(2, [.. _heads, _names]);
        Ask(every: true);

        SentMessage answer = _lone.SentOf(MessageKind.Hashes).Single();
        Assert.That(HashesMessage.HashesIn(answer.Body).ToArray(), Is.EqualTo(_names.ParentHashes));
    }

    [Test]
    public void Answer_WhoKnowsOfNoBranch_TellsEvery()
    {
        _lone.Deliver(1, _meant);
        _lone.Deliver(2, [.. _heads, _names]);
        Ask(every: false);

        SentMessage answer = _lone.SentOf(MessageKind.Hashes).Single();
        Assert.That(HashesMessage.HashesIn(answer.Body).ToArray(), Is.EqualTo(_names.ParentHashes));
    }

    [Test]
    public void Take_OtherParentsAreHere_Suffices()
    {
        Wait(has: _heads);
        Answer(Numbered(1, _meant));
        _lone.Deliver(2, _meant);

        Assert.That(_lone.Accepted[^1], Is.EqualTo(_names.Bytes));
    }

    [Test]
    public void Take_AnotherParentIsNotHere_AsksForEveryHash()
    {
        Wait(has: _heads[..^1]);
        Answer(Numbered(1, _meant));
        _lone.Tick();
        Assert.That(HashesMessage.AsksForEveryHash(_lone.SentOf(MessageKind.HashRequest).Last().Body), Is.True);

        _lone.Deliver(2, MessageKind.Hashes, [.. Head(), .. _names.ParentHashes]);
        _lone.Deliver(2, _meant, _heads[^1]);
        Assert.That(_lone.Accepted[^1], Is.EqualTo(_names.Bytes));
    }

    [Test]
    public void Take_NotWhatTheDigestCovers_AsksForEveryHash([Values] WrongAnswer wrong)
    {
        Wait(has: _heads);
        Answer(wrong switch
        {
            WrongAnswer.OtherHash => Numbered(1, _other),
            WrongAnswer.NothingTold => [],
            WrongAnswer.NoSuchParent => [.. Numbered(1, _meant), .. Numbered(9, _meant)],
            _ => [.. Numbered(3, _heads[2]), .. Numbered(1, _meant)],
        });
        _lone.Tick();

        Assert.That(HashesMessage.AsksForEveryHash(_lone.SentOf(MessageKind.HashRequest).Last().Body), Is.True);
    }

    [Test]
    public void Take_WrongAnswersAgainAndAgain_MakeItAskOnceMoreAndSpoilNothing()
    {
        Wait(has: _heads);
        int before = _lone.SentOf(MessageKind.HashRequest).Count();
        for (int i = 0; i < 10; i++)
        {
            _lone.Deliver(4, MessageKind.BranchHashes, [.. Head(), .. Numbered(1, _other)]);
            _lone.Tick();
        }

        Assert.That(_lone.SentOf(MessageKind.HashRequest).Count(), Is.EqualTo(before + 1));
        Assert.That(_lone.Refused(4, RefusalReason.WrongHashes), Is.EqualTo(9));

        Answer(Numbered(1, _meant)); // late, and right
        _lone.Deliver(2, _meant);
        Assert.That(_lone.Accepted[^1], Is.EqualTo(_names.Bytes));
    }

    [Test]
    public void Take_NobodyAsked_IsRefused()
    {
        _lone.Deliver(2, [.. _heads, _names]);
        Answer(Numbered(1, _meant));
        _lone.Deliver(3, MessageKind.BranchHashes, new byte[HashesMessage.HeadBytes]);

        Assert.That(_lone.Refused(3, RefusalReason.WrongHashes), Is.EqualTo(1));
    }

    [Test]
    public void IsValidShortAnswer_OnlyWholeEntriesFromTheFirstParentOn()
    {
        byte[] body = [.. Head(), .. Numbered(1, _meant)];
        Assert.That(HashesMessage.IsValidShortAnswer(body, members: 6), Is.True);
        Assert.That(HashesMessage.IsValidShortAnswer(body.AsSpan(0, body.Length - 1), members: 6), Is.False);
        Assert.That(HashesMessage.IsValidShortAnswer(body, members: 2), Is.False);
        body[HashesMessage.HeadBytes - 1] = 1;
        Assert.That(HashesMessage.IsValidShortAnswer(body, members: 6), Is.False);
    }

    /// <summary>The event waits, and it is asked which events it means.</summary>
    private void Wait(ForgedEvent[] has)
    {
        _lone.Deliver(1, _other, _lone.Forge.First(1, createdAt: 79));
        _lone.Deliver(2, [.. has, _names]);
        _lone.Tick(1);
        Assert.That(_lone.SentOf(MessageKind.HashRequest), Is.Not.Empty);
    }

    private void Answer(byte[] entries) =>
        _lone.Deliver(2, MessageKind.BranchHashes, [.. Head(), .. entries]);

    private byte[] Head()
    {
        byte[] head = new byte[HashesMessage.HeadBytes];
        HashesMessage.WriteHead(head, OfNames);
        return head;
    }

    private void Ask(bool every)
    {
        int below = every ? HashesMessage.EveryHash : 0;
        _lone.Deliver(5, MessageKind.HashRequest, DatagramForge.QuestionBody(_names, below: below));
        _lone.Tick();
    }

    private HashesOf OfNames => new(new MemberIndex(2), new Sequence(1), _names.Hash, 0);

    private static byte[] Numbered(byte number, ForgedEvent parent)
    {
        byte[] hash = new byte[EventHash.Bytes];
        parent.Hash.Write(hash);
        return [number, .. hash];
    }

    public enum WrongAnswer
    {
        OtherHash,
        NothingTold,
        NoSuchParent,
        OutOfOrder,
    }
}
