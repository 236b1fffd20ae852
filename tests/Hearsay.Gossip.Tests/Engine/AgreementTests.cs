using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

/// <summary>Engines of whole sessions under network faults reach one order.</summary>
public sealed class AgreementTests
{
    [TestCase(1, 0.0, 0.0)]
    [TestCase(2, 0.0, 0.0)]
    [TestCase(4, 0.0, 0.0)]
    [TestCase(4, 0.05, 0.05)]
    [TestCase(4, 0.3, 0.1)]
    [TestCase(7, 0.1, 0.1)]
    [TestCase(16, 0.02, 0.02)]
    public void Run_WithFaults_OrdersAllActionsAlikeEverywhere(int members, double loss, double duplication)
    {
        NetworkFaults faults = new() { DelayMs = 30, JitterMs = 20, Loss = loss, Duplication = duplication };
        VirtualNetwork network = new(members, faults, seed: members * 100);
        for (int i = 0; i < 40; i++)
        {
            network.Submit(i % members, (byte)i, 1, 2, 3);
            network.Run(ms: 25);
        }

        network.Run(ms: 10_000);

        foreach (VirtualPeer peer in network.Peers)
        {
            Assert.That(peer.Actions, Has.Count.EqualTo(40));
            Assert.That(peer.Actions, Is.EqualTo(network[0].Actions));
            int common = Math.Min(peer.Order.Count, network[0].Order.Count);
            Assert.That(peer.Order.Take(common), Is.EqualTo(network[0].Order.Take(common)));
        }
    }
}
