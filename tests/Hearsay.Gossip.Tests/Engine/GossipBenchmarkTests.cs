using Hearsay.Benchmarks.Gossip;

namespace Hearsay.Gossip.Tests;

/// <summary>What the gossip benchmarks measure, run small: it does its work, and allocates nothing.</summary>
public sealed class GossipBenchmarkTests
{
    [TestCase(4, 1_500)]
    [TestCase(32, 400)]
    public void Step_OnceWarm_OrdersEventsAndAllocatesNothing(int members, int warmUpSteps)
    {
        const int Steps = 40;
        SteadyGossip gossip = new(members);
        Run(gossip, warmUpSteps);
        long ordered = gossip.Ordered;
        long datagrams = gossip.Datagrams;

        long allocated = Allocations.LeastOf(() => Run(gossip, Steps));

        Assert.That(allocated, Is.Zero);
        Assert.That(gossip.Datagrams - datagrams, Is.GreaterThanOrEqualTo(Steps * members * (members - 1)));
        Assert.That(gossip.Ordered - ordered, Is.GreaterThanOrEqualTo(Steps * members * members / 2));
    }

    private static void Run(SteadyGossip gossip, int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            gossip.Step();
        }
    }
}
