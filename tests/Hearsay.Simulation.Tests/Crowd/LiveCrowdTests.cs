using Hearsay.Gossip;
using Hearsay.Session;

namespace Hearsay.Simulation.Tests;

public sealed class LiveCrowdTests
{
    [TestCase(0)]
    [TestCase(20_000)]
    public void Peer_AmongACrowd_AgreesWithIt(int lossPpm)
    {
        CrowdOptions options = new()
        {
            Members = 16,
            OutsideMember = 5,
            Gossip = new GossipOptions { MinimumIntervalMs = 50 },
            Faults = new CrowdFaults { LossPpm = lossPpm },
        };
        using CrowdWithPeer pair = new(options);

        pair.RunTo(6_000_000, acts: true);
        pair.Crowd.StopActions();
        pair.RunTo(10_000_000, acts: false);

        RoundDigests expected = pair.Crowd.Digests;
        Assert.That(expected.State, Is.Not.Null);
        Assert.That(pair.Peer.TryGetDigests(expected.Round, out RoundDigests digests), Is.True);
        Assert.That(digests, Is.EqualTo(expected));
        Assert.That(pair.Crowd.ActionsSent, Is.GreaterThan(50));
        Assert.That(pair.Peer.Actions.Final, Is.EqualTo(pair.Crowd.ActionsSent + pair.Submitted), "nothing is lost");
        Assert.That(pair.Final, Has.Count.EqualTo(pair.Submitted));
        Assert.That(pair.Refusals, Is.Zero);
    }
}
