using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

/// <summary>Whole sessions: silence, repetition against loss, anti-entropy, relay, catching up.</summary>
public sealed class SpreadingTests
{
    [Test]
    public void Run_NothingToOrder_CostsAlmostNothing()
    {
        VirtualNetwork network = new(7, new NetworkFaults(), seed: 1);
        for (int i = 0; i < 20; i++)
        {
            network.Submit(i % 7, (byte)i);
            network.Run(ms: 30);
        }

        network.Run(ms: 60_000);
        long datagrams = network.Sent;
        long created = network.Peers.Sum(peer => peer.Engine.Counters.EventsCreated);
        network.Run(ms: 60_000);

        Assert.That(network.Peers.Sum(peer => peer.Engine.Counters.EventsCreated), Is.EqualTo(created));
        Assert.That(network.Sent - datagrams, Is.LessThan(7 * 2 * 10), "a frontier and its answer every 8 s");
        Assert.That(network[0].Actions, Has.Count.EqualTo(20));
    }

    [Test]
    public void Run_Finality_IsAsExpected()
    {
        double withoutLoss = MedianFinalityMs(loss: 0, new GossipOptions());

        // 6.5 delays of 60 ms and 4 intervals of 20 ms.
        Assert.That(withoutLoss, Is.LessThan((6.5 * 60) + (4 * 20)));
    }

    [Test]
    public void Run_WithLoss_RepetitionMakesFinalityFaster()
    {
        double repairOnly = MedianFinalityMs(loss: 0.05, new GossipOptions { RepeatOneLoss = 2, RepeatTwoLoss = 2 });
        double repeating = MedianFinalityMs(loss: 0.05, new GossipOptions());
        TestContext.Out.WriteLine($"repair only {repairOnly} ms, with repetition {repeating} ms");

        Assert.That(repeating, Is.LessThan(repairOnly * 0.9));
    }

    [Test]
    public void Run_MeasuredDelayAndLoss_ComeNearTheTruth()
    {
        NetworkFaults faults = new() { DelayMs = 40, JitterMs = 0, Loss = 0.1 };
        VirtualNetwork network = new(4, faults, seed: 3, new GossipOptions { HeartbeatMs = 20 });
        network.Run(ms: 20_000);

        for (int i = 1; i < 4; i++)
        {
            MemberIndex member = new(i);
            Assert.That(network[0].Engine.DelayTo(member).Value, Is.EqualTo(40_000).Within(500));
            Assert.That(network[0].Engine.LossTo(member), Is.EqualTo(0.1).Within(0.04));
            Assert.That(network[0].Engine.Counters.EventsRepeated, Is.Positive);
        }
    }

    [Test]
    public void Run_WithoutLoss_RepeatsAndRequestsNothing()
    {
        VirtualNetwork network = new(7, new NetworkFaults { JitterMs = 0 }, seed: 4);
        for (int i = 0; i < 50; i++)
        {
            network.Submit(i % 7, (byte)i);
            network.Run(ms: 20);
        }

        Assert.That(network.Peers.Sum(peer => peer.Engine.Counters.EventsRepeated), Is.Zero);
        Assert.That(network.Peers.Sum(peer => peer.Engine.Counters.EventsRequested), Is.Zero);
        Assert.That(network.Peers.Sum(peer => peer.Engine.Counters.DuplicateEvents), Is.Zero);
        Assert.That(network[0].Signatures.Verifications, Is.EqualTo(network[0].Engine.Counters.EventsReceived));
    }

    [Test]
    public void Run_TwoMembersThatCannotReachEachOther_AgreeThroughTheOthers()
    {
        VirtualNetwork network = new(4, new NetworkFaults(), seed: 5)
        {
            Passes = (from, to, _) => (from.Value, to.Value) is not ((0, 1) or (1, 0)),
        };
        for (int i = 0; i < 40; i++)
        {
            network.Submit(i % 4, (byte)i);
            network.Run(ms: 25);
        }

        network.Run(ms: 3_000);

        Assert.That(network[0].Actions, Has.Count.EqualTo(40));
        Assert.That(network[1].Actions, Is.EqualTo(network[0].Actions));
    }

    [Test]
    public void Run_LastEventsLost_AreFoundByAFrontier()
    {
        VirtualNetwork network = new(4, new NetworkFaults(), seed: 6);
        network.Submit(0, 1);
        network.Run(ms: 3_000);
        bool isCut = true;
        network.Passes = (_, to, _) => !isCut || to.Value != 3;
        network.Submit(0, 2);
        network.Run(ms: 3_000);
        Assert.That(network[0].Actions, Has.Count.EqualTo(2));
        Assert.That(network[3].Actions, Has.Count.EqualTo(1));

        isCut = false;
        network.Run(ms: 15_000);

        Assert.That(network[3].Actions, Is.EqualTo(network[0].Actions));
    }

    [Test]
    public void Run_LongPartition_TheMinorityCatchesUp()
    {
        VirtualNetwork network = new(4, new NetworkFaults(), seed: 7);
        bool isCut = true;
        network.Passes = (from, to, _) => !isCut || (from.Value != 3 && to.Value != 3);
        for (int i = 0; i < 500; i++)
        {
            network.Submit(i % 4, (byte)i, (byte)(i >> 8));
            network.Run(ms: 25);
        }

        Assert.That(network[0].Actions, Has.Count.GreaterThan(300));
        Assert.That(network[3].Actions, Is.Empty);

        isCut = false;
        network.Run(ms: 15_000);

        Assert.That(network[0].Actions, Has.Count.EqualTo(500));
        Assert.That(network[3].Actions, Is.EqualTo(network[0].Actions));
    }

    [Test]
    public void Run_NoSupermajority_GrowsSlowlyAndGoesOnAfterwards()
    {
        VirtualNetwork network = new(4, new NetworkFaults(), seed: 8);
        bool isCut = true;
        network.Passes = (from, to, _) => !isCut || from.Value / 2 == to.Value / 2;
        network.Submit(0, 1);
        network.Submit(2, 2);
        network.Run(ms: 60_000);

        Assert.That(network.Peers.Sum(peer => peer.Actions.Count), Is.Zero);
        Assert.That(network.Peers.Select(peer => peer.Engine.Counters.EventsCreated), Is.All.LessThan(250));

        isCut = false;
        network.Run(ms: 5_000);

        Assert.That(network.Peers.Select(peer => peer.Actions.Count), Is.All.EqualTo(2));
        Assert.That(network.Peers.Select(peer => peer.Actions), Is.All.EqualTo(network[0].Actions));
    }

    [Test]
    public void Run_OneThirdCrashed_TheOthersGoOn()
    {
        VirtualNetwork network = new(7, new NetworkFaults(), seed: 9);
        network.Stop(5);
        network.Stop(6);
        for (int i = 0; i < 40; i++)
        {
            network.Submit(i % 5, (byte)i);
            network.Run(ms: 25);
        }

        network.Run(ms: 2_000);

        Assert.That(network.Peers.Take(5).Select(peer => peer.Actions.Count), Is.All.EqualTo(40));
    }

    [Test]
    public void Run_SameSeed_IsTheSameToTheByte()
    {
        List<byte[]> one = Record();
        List<byte[]> two = Record();

        Assert.That(one, Has.Count.GreaterThan(500));
        Assert.That(two, Is.EqualTo(one));
    }

    private static List<byte[]> Record()
    {
        List<byte[]> datagrams = [];
        NetworkFaults faults = new() { Loss = 0.1, Duplication = 0.1, JitterMs = 20 };
        VirtualNetwork network = new(4, faults, seed: 10)
        {
            Passes = (_, _, datagram) =>
            {
                datagrams.Add(datagram);
                return true;
            },
        };
        for (int i = 0; i < 30; i++)
        {
            network.Submit(i % 4, (byte)i);
            network.Run(ms: 40);
        }

        return datagrams;
    }

    private static double MedianFinalityMs(double loss, GossipOptions options)
    {
        NetworkFaults faults = new() { DelayMs = 60, JitterMs = 5, Loss = loss };
        VirtualNetwork network = new(7, faults, seed: 2, options);
        List<Micros> submitted = [];
        for (int i = 0; i < 300; i++)
        {
            network.Submit(i % 7, (byte)i, (byte)(i >> 8));
            submitted.Add(network.Now);
            network.Run(ms: 50);
        }

        network.Run(ms: 5_000);
        List<double> finality = [];
        for (int i = 0; i < 300; i++)
        {
            string action = $"{i % 7}:{(i / 7) + 1}:{Convert.ToHexString([(byte)i, (byte)(i >> 8)])}";
            int at = network[i % 7].Actions.IndexOf(action);
            Assert.That(at, Is.Not.Negative, action);
            finality.Add((network[i % 7].OrderedAt[at] - submitted[i]).Value / 1_000.0);
        }

        finality.Sort();
        TestContext.Out.WriteLine($"loss {loss}: finality p50 {finality[150]} ms, p95 {finality[285]} ms");
        return finality[150];
    }
}
