using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

/// <summary>What an engine tells the screen in front of it.</summary>
public sealed class ScreenHooksTests
{
    [Test]
    public void Receive_CopiesOfKeptEvents_AreNotVerifiedButCounted()
    {
        LoneEngine lone = new(4);
        ForgedEvent inGraph = lone.Forge.First(1);
        ForgedEvent waiting = lone.Forge.After(lone.Forge.After(lone.Forge.First(2)));
        lone.Deliver(1, inGraph, waiting);
        int verifications = lone.Signatures.Verifications;
        inGraph.Bytes[^1] ^= 1;
        waiting.Bytes[^1] ^= 1;
        lone.Deliver(3, inGraph, waiting);
        inGraph.Bytes[^1] ^= 1;
        lone.Deliver(3, inGraph);

        Assert.That(lone.Signatures.Verifications, Is.EqualTo(verifications));
        Assert.That(lone.Screen.Refusals.Of(new MemberIndex(3), RefusalReason.SignedAgain), Is.EqualTo(2));
        Assert.That(lone.Engine.Counters.DuplicateEvents, Is.EqualTo(1));
        Assert.That(lone.Engine.Counters.EventsReceived, Is.EqualTo(3));
    }

    [Test]
    public void Receive_EventThatWasGivenUp_IsTakenWhenItComesAgain()
    {
        LoneEngine lone = new(4);
        ForgedEvent first = lone.Forge.First(1);
        ForgedEvent second = lone.Forge.After(first);
        lone.Deliver(2, second);
        lone.Run(ms: 30_000);
        Assert.That(lone.Refused(2, RefusalReason.ParentsNotFound), Is.EqualTo(1));

        lone.Deliver(3, second, first);

        Assert.That(lone.Accepted, Has.Count.EqualTo(2));
    }

    [Test]
    public void Receive_EventThatWasRefused_IsNotKnownToTheScreen()
    {
        LoneEngine lone = new(4);
        ForgedEvent first = lone.Forge.First(1);
        ForgedEvent early = lone.Forge.Make(1, 1, createdAt: 1, first.Hash, []);
        lone.Deliver(1, first, early);
        Assert.That(lone.Refused(1, RefusalReason.TimeNotAfterSelfParent), Is.EqualTo(1));

        lone.Deliver(1, early);

        Assert.That(lone.Refused(1, RefusalReason.TimeNotAfterSelfParent), Is.EqualTo(2));
    }

    [Test]
    public void Receive_CopyThatTheScreenForgot_IsKnownToItAgain()
    {
        LoneEngine lone = new(4);
        ForgedEvent known = lone.Forge.First(1);
        lone.Deliver(1, known);
        lone.Screen.Kept.Forget(known.Hash);
        lone.Deliver(2, known);

        Assert.That(
            lone.Screen.Kept.Look(known.Hash, known.Bytes.AsSpan(^EventLayout.SignatureBytes)), Is.EqualTo(Copy.Same));
        Assert.That(lone.Engine.Counters.DuplicateEvents, Is.EqualTo(1));
    }

    [Test]
    public void Receive_OwnEventUnderAnotherSignature_IsNotVerified()
    {
        LoneEngine lone = new(4);
        lone.Engine.Submit([1], lone.Now, out _);
        lone.Run(ms: 100);
        byte[] own = [.. lone.OwnEvents[0]];
        own[^1] ^= 1;
        lone.Deliver(1, new ForgedEvent(own, default, 0, 0));

        Assert.That(lone.Signatures.Verifications, Is.Zero);
        Assert.That(lone.Screen.Refusals.Of(new MemberIndex(1), RefusalReason.SignedAgain), Is.EqualTo(1));
    }

    [Test]
    public void Tick_Frontiers_GiveNobodyChecksBeyondTheBudget()
    {
        LoneEngine lone = new(4);
        lone.Deliver(1, lone.Forge.First(1));
        lone.Run(ms: 10_000);
        Assert.That(lone.SentOf(MessageKind.Frontier).Select(sent => sent.To), Does.Contain(1));

        int taken = 0;
        while (lone.Screen.Budgets.TryTake(new MemberIndex(1), new MemberIndex(2), lone.Now))
        {
            taken++;
        }

        Assert.That(taken, Is.EqualTo(lone.Screen.Options.ChecksPerPeerPerS));
    }

    [Test]
    public void Tick_AskedForEvents_AreCheckedBeyondTheBudget()
    {
        LoneEngine lone = new(4);
        ForgedEvent[] chain = ChainOf(lone, 31);
        MemberIndex one = new(1);
        MemberIndex another = new(2);
        lone.Deliver(1, chain[30]);
        while (lone.Screen.Budgets.TryTake(one, another, lone.Now))
        {
        }

        lone.Run(ms: 5);
        Assert.That(lone.SentOf(MessageKind.Request).Select(request => request.To), Is.All.EqualTo(1));
        int creditsSpent = 0;
        while (lone.Screen.Budgets.TryTake(one, another, lone.Now - new Micros(1_000_000)))
        {
            creditsSpent++;
        }

        Assert.That(creditsSpent, Is.EqualTo(lone.Engine.Counters.EventsRequested).And.EqualTo(30));
    }

    [Test]
    public void Receive_DatagramInTheOwnName_IsRefusedWhole()
    {
        LoneEngine lone = new(4);
        ToySignatures signatures = new(new MemberIndex(0));
        DatagramScreen ofAnother = new(lone.EpochId, lone.Roster, new MemberIndex(1), signatures);
        ScreenedDatagram screened = new();
        byte[] datagram = new DatagramForge(lone.EpochId, 0).Events(lone.Forge.First(2));
        Assert.That(ofAnother.Screen(new MemberIndex(0), datagram, lone.Now, screened), Is.True);

        lone.Engine.Receive(screened, lone.Now);

        Assert.That(lone.Refused(0, RefusalReason.WrongSender), Is.EqualTo(1));
        Assert.That(lone.Accepted, Is.Empty);
    }

    [Test]
    public void Constructor_ScreenThatChecksLessThanTheEngineTakes_Throws()
    {
        LoneEngine lone = new(4);
        GossipSetup setup = new()
        {
            EpochId = lone.EpochId,
            Roster = lone.Roster,
            Self = new MemberIndex(0),
            Signer = lone.Signatures,
            Screen = lone.Screen,
            Options = new GossipOptions { EventsPerPeerPerS = 20_001 },
        };

        Assert.That(() => new GossipEngine(setup, lone, lone.Now), Throws.ArgumentException);
    }

    private static ForgedEvent[] ChainOf(LoneEngine lone, int count)
    {
        ForgedEvent[] chain = new ForgedEvent[count];
        chain[0] = lone.Forge.First(1);
        for (int i = 1; i < count; i++)
        {
            chain[i] = lone.Forge.After(chain[i - 1]);
        }

        return chain;
    }
}
