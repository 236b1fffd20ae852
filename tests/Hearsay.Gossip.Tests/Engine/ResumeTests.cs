using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

/// <summary>Restarts: with the journal, without it, and with half of it.</summary>
public sealed class ResumeTests
{
    [TestCase(0.0)]
    [TestCase(0.2)]
    public void Restart_WithoutJournal_GoesOnAfterItsOwnEventsAndDoesNotBranch(double loss)
    {
        VirtualNetwork network = Play(loss, out int actions);
        network.Stop(2);
        network.Run(ms: 300);
        long lastNumber = network[2].Engine.NextActionNumber - 1;
        network.Restart(2, resume: true);

        Assert.That(network[2].Engine.Submit([1], network.Now, out _), Is.EqualTo(SubmitOutcome.NotReady));

        network.Run(ms: 5_000);

        Assert.That(network[2].Engine.IsReady, Is.True);
        Assert.That(network[2].Engine.NextActionNumber, Is.EqualTo(lastNumber + 1));

        network.Submit(2, 77);
        network.Run(ms: 5_000);

        Assert.That(network[0].Actions, Has.Count.EqualTo(actions + 1));
        Assert.That(network.Peers.Select(peer => peer.Actions), Is.All.EqualTo(network[0].Actions));
        Assert.That(network.Peers.Sum(peer => peer.Branches.Count), Is.Zero);
    }

    [Test]
    public void Restart_FromTheWholeJournal_IsReadyAtOnceWithTheSameOrder()
    {
        VirtualNetwork network = Play(loss: 0, out int actions);
        VirtualPeer before = network[2];
        byte[][] journal = [.. before.Journal];
        network.Stop(2);
        network.Restart(2, resume: false, journal);

        Assert.That(network[2].Engine.IsReady, Is.True);
        Assert.That(network[2].AcceptedEvents, Is.Empty, "nothing is journaled again");

        network.Submit(2, 77);
        network.Run(ms: 3_000);

        Assert.That(network[2].Actions, Has.Count.EqualTo(actions + 1));
        Assert.That(network[2].Order.Take(before.Order.Count), Is.EqualTo(before.Order));
        Assert.That(network.Peers.Sum(peer => peer.Branches.Count), Is.Zero);
    }

    [Test]
    public void Restart_JournalWithoutItsTail_ResumesWithTheRestFromTheOthers()
    {
        VirtualNetwork network = Play(loss: 0, out int actions);
        byte[][] journal = [.. network[2].Journal];
        network.Stop(2);
        network.Restart(2, resume: true, journal[..(journal.Length / 2)]);
        network.Run(ms: 3_000);
        network.Submit(2, 77);
        network.Run(ms: 3_000);

        Assert.That(network[2].Actions, Is.EqualTo(network[0].Actions));
        Assert.That(network[2].Actions, Has.Count.EqualTo(actions + 1));
        Assert.That(network.Peers.Sum(peer => peer.Branches.Count), Is.Zero);
        Assert.That(network[2].Journal, Is.Unique);
    }

    [Test]
    public void Restart_TooFewAnswer_CreatesNothing()
    {
        VirtualNetwork network = Play(loss: 0, out _);
        network.Stop(1);
        network.Stop(2);
        network.Stop(3);
        network.Restart(2, resume: true);
        network.Run(ms: 20_000);

        Assert.That(network[2].Engine.IsReady, Is.False);
        Assert.That(network[2].OwnEvents, Is.Empty);
    }

    [Test]
    public void Restart_OneMemberClaimsEventsThatDoNotExist_IsDelayedOnlyShortly()
    {
        LoneEngine lone = new(4, resume: true);
        uint mark = Ask(lone);
        lone.Deliver(1, MessageKind.Frontier, DatagramForge.FrontierBody(false, mark, 1_000_000, -1, -1, -1));
        lone.Deliver(2, MessageKind.Frontier, DatagramForge.FrontierBody(false, mark, -1, -1, -1, -1));
        lone.Tick(1);
        Assert.That(lone.Engine.IsReady, Is.False, "the claimer does not count");

        lone.Deliver(3, MessageKind.Frontier, DatagramForge.FrontierBody(false, mark, -1, -1, -1, -1));
        lone.Tick(1);
        lone.Tick(Limits.ResumeSettleMs - 100);
        Assert.That(lone.Engine.IsReady, Is.False, "the claim may be true");

        lone.Tick(200);
        Assert.That(lone.Engine.IsReady, Is.True);
    }

    [Test]
    public void Restart_AllAnswered_IsReadyAtOnce()
    {
        LoneEngine lone = new(4, resume: true);
        uint mark = Ask(lone);
        Answer(lone, mark, 1, 2, 3);
        lone.Tick(1);

        Assert.That(lone.Engine.IsReady, Is.True);
    }

    [Test]
    public void Restart_OneMemberIsSilent_IsWaitedForUntilItSettles()
    {
        LoneEngine lone = new(4, resume: true);
        uint mark = Ask(lone);
        Answer(lone, mark, 1, 2);
        lone.Tick(1);
        lone.Tick(Limits.ResumeSettleMs - 100);
        Assert.That(lone.Engine.IsReady, Is.False, "it may know more");

        lone.Tick(200);
        Assert.That(lone.Engine.IsReady, Is.True, "it may be gone for good");
    }

    [Test]
    public void Restart_OwnEventWithoutItsParents_CreatesNothingBesideIt()
    {
        LoneEngine lone = new(4, resume: true);
        ForgedEvent lost = lone.Forge.First(0);
        uint mark = Ask(lone);
        Answer(lone, mark, 2, 3);
        ForgedEvent later = lone.Forge.After(lost);
        lone.Deliver(1, later);
        Answer(lone, mark, 1);
        lone.Run(ms: 10_000);
        lone.Tick(Limits.WaitingMsMax);
        lone.Run(ms: 2_000);
        Assert.That(lone.Engine.IsReady, Is.False);

        lone.Deliver(1, lost, later);
        lone.Tick(1);
        lone.Run(ms: 300);
        Assert.That(lone.Engine.IsReady, Is.True);
        Assert.That(lone.Branches, Is.Empty);
    }

    [Test]
    public void Restart_ClaimWithoutTheEvents_IsAskedForTheEventItself()
    {
        LoneEngine lone = new(4, resume: true);
        uint mark = Ask(lone);
        lone.Deliver(1, MessageKind.Frontier, DatagramForge.FrontierBody(false, mark, 25, -1, -1, -1));
        lone.Run(ms: 600);

        SentMessage request = lone.SentOf(MessageKind.Request).First();
        Assert.That(request.To, Is.EqualTo(1));
        Assert.That(new RequestMessage(request.Body).TryRead(out EventRange range), Is.True);
        Assert.That(range, Is.EqualTo(new EventRange(new MemberIndex(0), new Sequence(25), 1)));
    }

    [Test]
    public void Receive_QuestionOfAMemberThatResumes_IsToldOfItsEventsThatWait()
    {
        LoneEngine lone = new(4);
        ForgedEvent first = lone.Forge.First(1);
        ForgedEvent second = lone.Forge.After(first);
        ForgedEvent third = lone.Forge.After(second);
        lone.Deliver(1, first, third);
        lone.Deliver(1, MessageKind.Frontier, DatagramForge.FrontierBody(true, 5u, -1, -1, -1, -1));
        lone.Tick(1);

        Assert.That(HeadsIn(lone, mark: 5), Is.EqualTo(new[] { -1, 2, -1, -1 }));
    }

    [Test]
    public void Restart_AnswersToAnEarlierQuestion_DoNotCount()
    {
        LoneEngine lone = new(4, resume: true);
        lone.Tick();
        for (int i = 1; i < 4; i++)
        {
            lone.Deliver(i, MessageKind.Frontier, DatagramForge.FrontierBody(false, 12_345u, -1, -1, -1, -1));
        }

        lone.Tick(1);

        Assert.That(lone.Engine.IsReady, Is.False);
    }

    [Test]
    public void Restore_EventThatNamesTheSecondBranch_IsReadBackWithoutAsking()
    {
        LoneEngine lone = new(4);
        ForgedEvent one = lone.Forge.First(1);
        ForgedEvent other = lone.Forge.First(1, createdAt: 77);
        ForgedEvent two = lone.Forge.First(2);
        ForgedEvent next = lone.Forge.After(other);
        ForgedEvent names = lone.Forge.After(two, next.AsParent);
        byte[][] records =
        [
            one.Bytes, other.Bytes, two.Bytes, [0xff, .. next.ParentHashes], next.Bytes, [0xff, .. names.ParentHashes],
            names.Bytes, [0xff, .. next.ParentHashes],
        ];

        foreach (byte[] record in records)
        {
            Assert.That(lone.Engine.Restore(record, lone.Now), Is.True);
        }

        byte[] behindAnOrphan = lone.Forge.After(two).Bytes;
        Assert.That(lone.Engine.Restore(behindAnOrphan, lone.Now), Is.True);
        Assert.That(lone.Engine.Graph.HasBranched(new MemberIndex(1)), Is.True);
        Assert.That(lone.SentOf(MessageKind.HashRequest), Is.Empty);
    }

    [Test]
    public void Restore_BytesThatAreNoEvent_IsRefused()
    {
        LoneEngine lone = new(4);
        ForgedEvent first = lone.Forge.First(1);

        Assert.That(lone.Engine.Restore([1, 2, 3], lone.Now), Is.False);
        Assert.That(lone.Engine.Restore(lone.Forge.After(first).Bytes, lone.Now), Is.False, "its parent is not there");
        Assert.That(lone.Engine.Restore(first.Bytes, lone.Now), Is.True);
    }

    private static uint Ask(LoneEngine lone)
    {
        lone.Tick();
        return new FrontierMessage(lone.SentOf(MessageKind.Frontier).First().Body).Mark;
    }

    private static void Answer(LoneEngine lone, uint mark, params int[] members)
    {
        foreach (int member in members)
        {
            lone.Deliver(member, MessageKind.Frontier, DatagramForge.FrontierBody(false, mark, -1, -1, -1, -1));
        }
    }

    private static List<int> HeadsIn(LoneEngine lone, uint mark)
    {
        FrontierMessage message = new(lone.SentOf(MessageKind.Frontier)
            .Single(sent => new FrontierMessage(sent.Body).Mark == mark).Body);
        List<int> heads = [];
        while (message.TryRead(out _, out Sequence highest))
        {
            heads.Add(highest.Value);
        }

        return heads;
    }

    private static VirtualNetwork Play(double loss, out int actions)
    {
        VirtualNetwork network = new(4, new NetworkFaults { Loss = loss }, seed: 20);
        for (actions = 0; actions < 40; actions++)
        {
            network.Submit(actions % 4, (byte)actions);
            network.Run(ms: 25);
        }

        network.Run(ms: 3_000);
        return network;
    }
}
