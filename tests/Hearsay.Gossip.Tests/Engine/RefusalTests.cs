using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

/// <summary>Each reason that the engine refuses for, counted at the peer that sent it.</summary>
public sealed class RefusalTests
{
    [Test]
    public void Receive_EventFarAhead_IsSequenceGap()
    {
        LoneEngine lone = new(4);
        lone.Deliver(2, lone.Forge.Make(1, Limits.AheadMax, 9, lone.Forge.First(1).Hash, []));

        Assert.That(lone.Refused(2, RefusalReason.SequenceGap), Is.EqualTo(1));
        Assert.That(lone.Engine.Counters.EventsWaiting, Is.Zero);
    }

    [Test]
    public void Receive_ParentFarAhead_IsParentTooFarAhead()
    {
        LoneEngine lone = new(4);
        ForgedEvent first = lone.Forge.First(1);
        ForgedParent far = new(2, Limits.AheadMax, first.Hash);
        lone.Deliver(1, first, lone.Forge.After(first, far));

        Assert.That(lone.Refused(1, RefusalReason.ParentTooFarAhead), Is.EqualTo(1));
    }

    [Test]
    public void Receive_TimeNotAfterSelfParent_IsRefused()
    {
        LoneEngine lone = new(4);
        ForgedEvent first = lone.Forge.First(1, createdAt: 50);
        lone.Deliver(1, first, lone.Forge.Make(1, 1, 50, first.Hash, []));

        Assert.That(lone.Refused(1, RefusalReason.TimeNotAfterSelfParent), Is.EqualTo(1));
        Assert.That(lone.Accepted, Has.Count.EqualTo(1));
    }

    [Test]
    public void Receive_MoreEventsThanTheRate_IsOverRateExceptWhatWasAskedFor()
    {
        LoneEngine lone = new(4, new GossipOptions { EventsPerPeerPerS = 10 });
        ForgedEvent[] chain = ChainOf(lone, creator: 1, count: 30);
        lone.Deliver(1, chain);

        Assert.That(lone.Refused(1, RefusalReason.OverRate), Is.EqualTo(20));

        lone.Deliver(2, lone.Forge.After(lone.Forge.First(2), chain[10].AsParent));
        lone.Deliver(1, chain[10]);

        Assert.That(lone.Refused(1, RefusalReason.OverRate), Is.EqualTo(20));
        Assert.That(lone.Accepted, Has.Count.EqualTo(11));
    }

    [Test]
    public void Receive_MoreQueriesThanTheRate_IsOverRate()
    {
        LoneEngine lone = new(4);
        for (int i = 0; i < Limits.QueriesPerPeerPerS + 5; i++)
        {
            lone.Deliver(1, MessageKind.Request, DatagramForge.RequestBody((0, 0, 1)));
        }

        Assert.That(lone.Refused(1, RefusalReason.OverRate), Is.EqualTo(5));
    }

    [Test]
    public void Receive_OrphansOverTheCreatorsShare_IsOverBufferAndOthersHaveTheirs()
    {
        LoneEngine lone = new(4, new GossipOptions { WaitingEventsMax = 400, EventsPerCreatorPerS = 1_000_000 });
        lone.Deliver(3, ChainOf(lone, creator: 1, count: 501)[1..]);
        lone.Deliver(3, ChainOf(lone, creator: 2, count: 11)[1..]);

        Assert.That(lone.Engine.Counters.EventsWaiting, Is.EqualTo(100 + 10));
        Assert.That(lone.Refused(3, RefusalReason.OverBuffer), Is.EqualTo(400));
    }

    /// <summary>
    /// The room was full of what lies far ahead, the way to it was refused, and the only one that was let in was the
    /// one right before: then the one before that, a round trip each.
    /// </summary>
    [Test]
    public void Receive_RoomFullOfWhatLiesFarAhead_IsGivenToWhatEntersFirst()
    {
        LoneEngine lone = new(4, new GossipOptions { WaitingEventsMax = 400, EventsPerCreatorPerS = 1_000_000 });
        ForgedEvent[] twos = lone.Forge.Chain(lone.Forge.First(2), 301);
        List<ForgedEvent> ones = [lone.Forge.First(1)];
        for (int i = 1; i < 301; i++)
        {
            ones.Add(lone.Forge.After(ones[^1], twos[i].AsParent));
        }

        lone.Deliver(2, twos[0]);
        lone.Deliver(3, ones[0]);
        lone.Deliver(3, [.. ones[201..]]);
        Assert.That(lone.Engine.Counters.EventsWaiting, Is.EqualTo(100));
        lone.Deliver(3, [.. ones[1..101]]);
        lone.Deliver(2, twos[1..101]);

        Assert.That(lone.Engine.Graph.InsertedEvents, Is.EqualTo(202));
    }

    [Test]
    public void Receive_ParentsNobodyHas_AreGivenUpWithAllThatWaits()
    {
        LoneEngine lone = new(4);
        lone.Deliver(1, ChainOf(lone, creator: 1, count: 21)[1..]);
        lone.Run(ms: 30_000);

        Assert.That(lone.Engine.Counters.EventsWaiting, Is.Zero);
        Assert.That(lone.Refused(1, RefusalReason.ParentsNotFound), Is.EqualTo(20));
        Assert.That(lone.SentOf(MessageKind.Request).Count(), Is.EqualTo(Limits.AskTriesMax));
    }

    [Test]
    public void Receive_EventsThatWaitForEachOther_AreGivenUp()
    {
        LoneEngine lone = new(4);
        ForgedEvent one = lone.Forge.First(1);
        ForgedEvent two = lone.Forge.First(2);
        lone.Deliver(1, one, lone.Forge.After(one, new ForgedParent(2, 1, one.Hash)));
        lone.Deliver(2, two, lone.Forge.After(two, new ForgedParent(1, 1, two.Hash)));

        Assert.That(lone.Engine.Counters.EventsWaiting, Is.EqualTo(2));

        lone.Run(ms: Limits.WaitingMsMax + 1_000);

        Assert.That(lone.Engine.Counters.EventsWaiting, Is.Zero);
    }

    [Test]
    public void Receive_EventOfABranchedMember_IsRefusedUnlessNeeded()
    {
        LoneEngine lone = new(4);
        ForgedEvent first = lone.Forge.First(1);
        ForgedEvent other = lone.Forge.First(1, createdAt: 77);
        ForgedEvent next = lone.Forge.After(first);
        lone.Deliver(1, first, other, next);

        Assert.That(lone.Branches, Is.EqualTo(new[] { 1 }));
        Assert.That(lone.Refused(1, RefusalReason.CreatorBranched), Is.EqualTo(2));

        ForgedEvent two = lone.Forge.First(2);
        ForgedEvent names = lone.Forge.After(two, next.AsParent);
        lone.Deliver(2, two, names);
        new ExplainingPeer(lone, 2, [1], first, next, two, names).Serve(ms: 100);

        Assert.That(
            lone.Accepted, Is.EqualTo(new[] { first.Bytes, two.Bytes, next.Bytes, names.Bytes }),
            "the other branch, which nobody names, stays outside");
    }

    [Test]
    public void Receive_HashesNotAskedForOrWrong_IsWrongHashes()
    {
        LoneEngine lone = new(4);
        ForgedEvent first = lone.Forge.First(1);
        ForgedEvent two = lone.Forge.First(2);
        ForgedEvent names = lone.Forge.After(two, first.AsParent with { Hash = two.Hash });
        byte[] answer = new byte[HashesMessage.HeadBytes + (2 * EventHash.Bytes)];
        HashesMessage.WriteHead(answer, new HashesOf(new MemberIndex(2), new Sequence(1), names.Hash, 0));
        lone.Deliver(1, MessageKind.Hashes, answer);

        Assert.That(lone.Refused(1, RefusalReason.WrongHashes), Is.EqualTo(1));

        lone.Deliver(2, first, two, names);
        lone.Deliver(2, MessageKind.Hashes, answer);

        Assert.That(lone.Refused(2, RefusalReason.WrongHashes), Is.EqualTo(1));
        Assert.That(lone.Accepted, Has.Count.EqualTo(2));
    }

    [Test]
    public void Receive_ParentDroppedLongAgo_IsParentTooOld()
    {
        GossipOptions options = new() { HeartbeatMs = 20 };
        VirtualNetwork network = new(2, new NetworkFaults { DelayMs = 1 }, seed: 3, options)
        {
            GraphOptions = new EventGraphOptions { LinkableEventsMax = 50 },
        };
        network.Run(ms: 5_000);
        VirtualPeer peer = network[0];
        ForgedEvent last = EventOf(network, peer.AcceptedEvents[^1]);
        ForgedEvent old = EventOf(network, peer.OwnEvents[3]);
        ForgedEvent naming = new EventForge(network.EpochId).Make(
            1, last.Sequence + 1, network.Now.Value + 1_000_000, last.Hash, [old.AsParent]);

        peer.Deliver(new MemberIndex(1), new DatagramForge(network.EpochId, 1).Events(naming), network.Now);

        Assert.That(
            peer.Engine.Refusals.Of(new MemberIndex(1), RefusalReason.ParentTooOld), Is.EqualTo(1));
    }

    private static ForgedEvent EventOf(VirtualNetwork network, byte[] bytes)
    {
        Assert.That(EventLayout.TryRead(bytes, network.Roster.Count, out EventLayout layout, out _), Is.True);
        EventHash hash = EventHasher.HashOf(network.EpochId, bytes.AsSpan(0, layout.SignatureAt));
        return new ForgedEvent(bytes, hash, layout.Creator.Value, layout.Sequence.Value);
    }

    private static ForgedEvent[] ChainOf(LoneEngine lone, int creator, int count)
    {
        List<ForgedEvent> chain = [lone.Forge.First(creator)];
        while (chain.Count < count)
        {
            chain.Add(lone.Forge.After(chain[^1]));
        }

        return [.. chain];
    }
}
