namespace Hearsay.Hashgraph.Tests;

/// <summary>What becomes of events of convicted members: each is told as void once, and waits for nothing.</summary>
public sealed class VoidEventTests
{
    private const int Seeds = 12;

    [Test]
    public void VoidTags_OfDuels_AreWhatConvictedMembersHaveBelowTheOrder()
    {
        int told = 0;
        for (ulong seed = 0; seed < Seeds; seed++)
        {
            told += AssertToldBelowTheOrder(DuelGraph.Create(seed, 7, 2, layers: 22), $"seed {seed}");
        }

        Assert.That(told, Is.GreaterThan(20), "events that are void were met");
    }

    // Gives how many events are told.
    private static int AssertToldBelowTheOrder(TestGraph graph, string what)
    {
        Ancestry ancestry = new(graph);
        GraphFeed feed = new(graph);
        foreach (TestEvent e in graph.Events)
        {
            feed.Insert(e);
        }

        HashSet<int> convicted = [];
        HashSet<TestEvent> received = [];
        HashSet<TestEvent> told = [];
        OrderedRound round = new();
        while (feed.Fast.TryTakeRound(round))
        {
            convicted.UnionWith(round.Convicted.ToArray().Select(member => member.Value));
            received.UnionWith(round.Events.ToArray().Select(e => graph.Events[(int)e.Tag - 1]));
            TestEvent[] toldNow = round.VoidTags.ToArray().Select(tag => graph.Events[(int)tag - 1]).ToArray();
            Assert.That(toldNow.All(told.Add), Is.True, $"{what}: no event is told twice");
            IEnumerable<TestEvent> below = graph.Events.Where(e => convicted.Contains(e.Creator)
                && !received.Contains(e)
                && received.Any(child => ancestry.IsAncestor(e, child)));
            Assert.That(told, Is.EquivalentTo(below), $"{what}, round {round.Round}");
            Assert.That(feed.Fast.UnreceivedEvents, Is.EqualTo(graph.Events.Count - received.Count - told.Count));
        }

        return told.Count;
    }
}
