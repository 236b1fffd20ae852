using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

/// <summary>What lies below one event all ask for at once: they get it from each other too.</summary>
public sealed class ExplanationsTests
{
    [Test]
    public void Answer_EventsThatWaitHere_AreExplainedAsFarAsTheyAreKnown()
    {
        LoneEngine lone = new(5);
        ForgedEvent[] chain = lone.DeliverBranch(length: 30);
        ForgedEvent three = lone.Forge.First(3);
        ForgedEvent names = lone.Forge.After(three, chain[^1].AsParent);
        lone.Deliver(3, three, names);
        ForgedEvent[] upper = chain[15..];
        new ExplainingPeer(lone, 3, [1], [.. upper, three, names]).Serve(ms: 200);
        Assert.That(lone.Accepted, Does.Not.Contain(names.Bytes), "the lower part is missing");

        Ask(lone, from: 4, upper[^1]);
        lone.Tick();

        Assert.That(ToMember(lone, 4, MessageKind.Event), Is.EqualTo(Enumerable.Reverse(upper).Select(e => e.Bytes)));
        Assert.That(ToMember(lone, 4, MessageKind.Hashes), Has.Length.EqualTo(upper.Length));
    }

    [Test]
    public void Answer_WhatLiesBelow_IsOfMembersAboutWhomWasAskedLately()
    {
        LoneEngine lone = new(5);
        ForgedEvent[] chain = lone.DeliverBranch(length: 30);
        ForgedEvent two = lone.Forge.First(2);
        ForgedEvent onTop = lone.Forge.After(two, chain[^1].AsParent);
        ForgedEvent three = lone.Forge.First(3);
        ForgedEvent names = lone.Forge.After(three, onTop.AsParent);
        lone.Deliver(2, two, lone.Forge.First(2, createdAt: 78));
        lone.Deliver(3, three, names);
        new ExplainingPeer(lone, 3, [1, 2], [.. chain, two, onTop, three, names]).Serve(ms: 2_000);
        Assert.That(lone.Accepted, Does.Contain(names.Bytes));

        int AnsweredOf(ForgedEvent about)
        {
            int before = ToMember(lone, 4, MessageKind.Hashes).Length;
            Ask(lone, from: 4, about);
            lone.Tick();
            return ToMember(lone, 4, MessageKind.Hashes).Length - before;
        }

        Assert.That(AnsweredOf(onTop), Is.EqualTo(2), "itself and what it follows: it may have all of member 1");
        Assert.That(AnsweredOf(chain[1]), Is.EqualTo(2));
        Assert.That(AnsweredOf(onTop), Is.EqualTo(2 + chain.Length), "it asked about member 1");
        lone.Run(ms: Limits.AskedLatelyMs + 1);
        Assert.That(AnsweredOf(onTop), Is.EqualTo(2));
    }

    [Test]
    public void Answer_EventWhoseHashesAreNotKnownYet_IsNone()
    {
        LoneEngine lone = new(5);
        ForgedEvent[] chain = lone.DeliverBranch(length: 3);
        ForgedEvent three = lone.Forge.First(3);
        ForgedEvent names = lone.Forge.After(three, chain[^1].AsParent);
        lone.Deliver(3, three, names);
        Ask(lone, from: 4, names);
        lone.Tick();

        Assert.That(ToMember(lone, 4, MessageKind.Hashes), Is.Empty);
    }

    [Test]
    public void Tick_NamerDoesNotAnswer_OthersThatMayFetchTheSameAreAskedInTurnAndSoon()
    {
        LoneEngine lone = new(8);
        ForgedEvent[] chain = lone.DeliverBranch(length: 3);
        ForgedEvent three = lone.Forge.First(3);
        lone.Deliver(3, three, lone.Forge.After(three, chain[^1].AsParent));
        for (int ms = 0; ms < 4_000; ms += 1_000)
        {
            for (int member = 4; member < 8; member++)
            {
                lone.Measure(member, oneWayMs: 20); // they are here
            }

            lone.Run(ms: 1_000);
        }

        int[] asked = [.. lone.SentOf(MessageKind.HashRequest).Select(sent => sent.To)];
        Assert.That(asked.Distinct(), Is.SupersetOf(new[] { 3, 4, 5, 6, 7 }));
        Assert.That(asked, Has.Length.GreaterThanOrEqualTo(10), "twice a second and more");
        Assert.That(asked.Count(member => member == 3), Is.InRange(asked.Length / 3, asked.Length * 2 / 3));
    }

    [Test]
    public void Tick_SeveralMembersEventsNeedTheSame_AreAskedInTurn()
    {
        LoneEngine lone = new(7);
        ForgedEvent[] chain = lone.DeliverBranch(length: 3);
        ForgedEvent last = chain[^1];
        for (int member = 3; member < 7; member++)
        {
            ForgedEvent first = lone.Forge.First(member);
            last = lone.Forge.After(first, last.AsParent);
            lone.Deliver(member, first, last);
        }

        lone.Run(ms: 4_000); // nobody answers

        int[] asked = [.. lone.SentOf(MessageKind.HashRequest).Select(sent => sent.To)];
        int[] namers = [.. asked.Where((_, i) => i % PeerChoice.TurnsOfExactAsks == 0).Take(3)];
        Assert.That(namers, Is.EquivalentTo(new[] { 4, 5, 6 }), "whose events need that of member 3");
    }

    [Test]
    public void Answer_MoreAsksThanUpload_ServesAFewAtATimeAndAllInTurn()
    {
        const int Members = 8;
        const int UploadPerS = 80_000;
        LoneEngine lone = new(Members, new GossipOptions { UploadBytesPerS = UploadPerS, UploadBurstBytes = 4_000 });
        ForgedEvent one = lone.Forge.First(1);
        lone.Deliver(1, one);
        long[] first = BytesTo(lone, one, Members, ms: 900);
        long[] all = BytesTo(lone, one, Members, ms: 6_000);

        long own = UploadPerS / 4 / Members;
        Assert.That(first.Count(bytes => bytes > 3 * own), Is.LessThanOrEqualTo(AnswerTurns.AtOnce));
        Assert.That(all[1..], Is.All.GreaterThan(6 * own * 5 / 4), "each has had its turn beside its own part");
    }

    /// <summary>All ask for an event again and again, whoever was last before is first now.</summary>
    private static long[] BytesTo(LoneEngine lone, ForgedEvent one, int members, int ms)
    {
        int before = lone.Sent.Count;
        for (int step = 0; step < ms / 10; step++)
        {
            for (int i = 1; i < members; i++)
            {
                int from = 1 + ((i + step) % (members - 1));
                lone.Deliver(from, MessageKind.Request, DatagramForge.RequestBody((1, 0, 1)));
                lone.Deliver(from, MessageKind.Request, DatagramForge.RequestBody((1, 0, 1)));
            }

            lone.Tick(10);
        }

        long[] bytes = new long[members];
        foreach (SentMessage sent in lone.Sent.Skip(before).Where(sent => sent.Kind == MessageKind.Event
            && sent.Body.SequenceEqual(one.Bytes)))
        {
            bytes[sent.To] += sent.Body.Length + Limits.PacketOverheadBytes;
        }

        return bytes;
    }

    private static void Ask(LoneEngine lone, int from, ForgedEvent about)
    {
        byte[] question = DatagramForge.QuestionBody(about, withEvent: true, below: Limits.BelowPerQuestionMax);
        lone.Deliver(from, MessageKind.HashRequest, question);
    }

    private static byte[][] ToMember(LoneEngine lone, int member, MessageKind kind) =>
        [.. lone.SentOf(kind).Where(sent => sent.To == member).Select(sent => sent.Body)];
}
