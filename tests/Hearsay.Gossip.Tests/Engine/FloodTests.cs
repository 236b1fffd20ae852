using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

/// <summary>
/// Members that send as much as they can: what is kept of them is bounded, and the others are not hurt.
/// </summary>
public sealed class FloodTests
{
    [Test]
    public void Receive_EndlessChain_IsCutAtTheCreatorsShareAndOthersEnter()
    {
        LoneEngine lone = new(4, new GossipOptions { EventsPerPeerPerS = 1_000_000, EventsPerCreatorPerS = 1_000_000 });
        int share = UndecidedShare.Of(4);
        ForgedEvent head = lone.Forge.First(1);
        for (int i = 0; i < share + 500; i++)
        {
            lone.Deliver(1, head);
            head = lone.Forge.After(head);
        }

        ForgedEvent two = lone.Forge.First(2);
        lone.Deliver(2, two, lone.Forge.After(two));

        Assert.That(lone.Accepted, Has.Count.EqualTo(share + 2));
        Assert.That(lone.Refused(1, RefusalReason.OverBuffer), Is.EqualTo(500));
    }

    [Test]
    public void Receive_OrphansWithManyParents_AreBoundedByLinks()
    {
        const int Members = 256;
        GossipOptions options = new() { EventsPerPeerPerS = 1_000_000, EventsPerCreatorPerS = 1_000_000 };
        LoneEngine lone = new(Members, options);
        ForgedEvent first = lone.Forge.First(1);
        for (int i = 1; i < 2_000; i++)
        {
            ForgedParent[] parents =
                [.. Enumerable.Range(2, 150).Select(creator => new ForgedParent(creator, i, first.Hash))];
            lone.Deliver(1, lone.Forge.Make(1, i, 5_000 + i, first.Hash, parents));
        }

        Assert.That(lone.Engine.Counters.EventsWaiting, Is.LessThan(20));
        Assert.That(lone.Refused(1, RefusalReason.OverBuffer), Is.GreaterThan(1_900));
    }

    [Test]
    public void Run_OneThirdFloods_TheOthersGoOnAndMemoryStaysBounded()
    {
        GossipOptions options = new() { RetainedBytesMax = 1 << 20 };
        VirtualNetwork network = new(4, new NetworkFaults(), seed: 11, options);
        EventForge forge = new(network.EpochId);
        DatagramForge datagrams = new(network.EpochId, 3);
        network.Stop(3);
        MemberIndex attacker = new(3);
        int sequence = 1;
        for (int i = 0; i < 100; i++)
        {
            network.Submit(i % 3, (byte)i);
            for (int k = 0; k < 100; k++)
            {
                ForgedEvent orphan = forge.Make(3, sequence++, 9_000 + sequence, forge.First(3).Hash, []);
                byte[] datagram = datagrams.Events(orphan);
                network[k % 3].Deliver(attacker, datagram, network.Now);
            }

            network.Run(ms: 20);
        }

        network.Run(ms: 2_000);

        foreach (VirtualPeer peer in network.Peers.Take(3))
        {
            Assert.That(peer.Actions, Has.Count.EqualTo(100));
            Assert.That(peer.Engine.Counters.EventsWaiting, Is.LessThanOrEqualTo(options.WaitingEventsMax / 4));
            Assert.That(peer.Engine.Counters.EventBytesHeld, Is.LessThan(8 << 20));
        }
    }

    [Test]
    public void Run_ManyRounds_KeepsWhatIsRetainedBounded()
    {
        GossipOptions options = new() { HeartbeatMs = 10, RetainedBytesMax = 100_000 };
        VirtualNetwork network = new(4, new NetworkFaults { DelayMs = 5 }, seed: 12, options)
        {
            GraphOptions = new EventGraphOptions { LinkableEventsMax = 500 },
        };
        network.Run(ms: 20_000);
        long early = network[0].Engine.Counters.EventBytesHeld;
        network.Run(ms: 40_000);

        Assert.That(network[0].Engine.Counters.EventsInserted, Is.GreaterThan(10_000));
        Assert.That(network[0].Engine.Counters.EventBytesHeld, Is.LessThan(110_000).And.LessThan(early * 2));
        Assert.That(network[0].Engine.Counters.EventsKept, Is.LessThan(1_000), "500 linkable and a quarter more");
        Assert.That(network[0].Engine.Graph.UnreceivedEvents, Is.LessThan(200));
    }
}
