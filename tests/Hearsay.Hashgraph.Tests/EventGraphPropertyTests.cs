namespace Hearsay.Hashgraph.Tests;

/// <summary>What must hold of any graph, whatever the reference says.</summary>
public sealed class EventGraphPropertyTests
{
    [Test]
    public void Output_OfLargeGraphs_IsTheSameForEveryOrderOfInsertion([Range(1, 13)] int members)
    {
        GraphShape shape = LargeShape(members);
        TestContext.Out.WriteLine(shape);
        TestGraph graph = RandomGraph.Create(shape);
        IReadOnlyList<PublishedRound> published = new ReferenceGraph(graph).Published;
        SeededRandom random = new(shape.Seed);

        Assert.That(published, Is.Not.Empty);
        for (int greed = 0; greed < 100; greed += 33)
        {
            IReadOnlyList<PublishedRound> actual = GraphFeed.Run(graph.Shuffle(random, greed));
            Assert.That(PublishedRound.Difference(published, actual), Is.Null, $"greed {greed}");
        }
    }

    [Test]
    public void PublishedRounds_WhenMoreEventsCome_NeverChange([Range(1, 8)] int seed)
    {
        GraphShape shape = GraphShape.Draw((ulong)seed) with { Events = 250 };
        TestContext.Out.WriteLine(shape);
        TestGraph graph = RandomGraph.Create(shape).Shuffle(new SeededRandom((ulong)seed), 30);
        GraphFeed feed = new(graph);
        foreach (TestEvent e in graph.Events)
        {
            feed.Insert(e);
            feed.TakeRounds();
            if (e.Index % 25 == 24)
            {
                IReadOnlyList<PublishedRound> expected = new ReferenceGraph(graph.Prefix(e.Index + 1)).Published;
                Assert.That(PublishedRound.Difference(expected, feed.Published), Is.Null, $"after {e}");
            }
        }

        IReadOnlyList<PublishedRound> final = new ReferenceGraph(graph).Published;
        Assert.That(PublishedRound.Difference(final, feed.Published), Is.Null);
    }

    [Test]
    public void RoundCreated_AlongAncestry_NeverDecreases([Range(1, 20)] int seed)
    {
        GraphShape shape = GraphShape.Draw((ulong)seed);
        TestContext.Out.WriteLine(shape);
        TestGraph graph = RandomGraph.Create(shape);
        RoundsCreated rounds = new ReferenceGraph(graph).Rounds;
        GraphFeed feed = new(graph);
        foreach (TestEvent e in graph.Events)
        {
            EventHandle handle = feed.Insert(e);
            int round = feed.Fast.RoundOf(handle).Number;
            foreach (TestEvent parent in e.Parents())
            {
                Assert.That(rounds.RoundOf(parent), Is.LessThanOrEqualTo(rounds.RoundOf(e)));
                Assert.That(feed.Fast.RoundOf(feed.HandleOf(parent)).Number, Is.LessThanOrEqualTo(round));
            }

            bool isLate = rounds.RoundOf(e) <= feed.Fast.LastDecidedRound.Number;
            int expected = rounds.RoundOf(e);
            Assert.That(round, isLate ? Is.LessThanOrEqualTo(expected) : Is.EqualTo(expected), $"{e}");
            feed.TakeRounds();
        }

        Assert.That(feed.Fast.HighestRound.Number, Is.EqualTo(rounds.Highest));
    }

    [Test]
    public void LastAncestors_WithoutBranches_AreTheHighestOfEachMember([Range(1, 12)] int seed)
    {
        GraphShape shape = GraphShape.Draw((ulong)seed) with { Branching = 0, CutOffPercent = 0 };
        TestContext.Out.WriteLine(shape);
        TestGraph graph = RandomGraph.Create(shape);
        Ancestry ancestry = new(graph);
        GraphFeed feed = new(graph);
        foreach (TestEvent e in graph.Events)
        {
            int[] actual = feed.Fast.LastAncestors(feed.Insert(e)).ToArray();
            int[] expected = Enumerable.Range(0, graph.Members)
                .Select(member => graph.Events
                    .Where(x => x.Creator == member && ancestry.IsAncestor(x, e))
                    .Select(x => x.Sequence)
                    .DefaultIfEmpty(-1)
                    .Max())
                .ToArray();
            Assert.That(actual, Is.EqualTo(expected), $"{e}");
        }
    }

    [Test]
    public void Order_PutsEveryEventAfterItsAncestorsThatAreNotVoid([Range(1, 40)] int seed)
    {
        GraphShape shape = GraphShape.Draw((ulong)seed);
        TestContext.Out.WriteLine(shape);
        TestGraph graph = RandomGraph.Create(shape);
        IReadOnlyList<PublishedRound> rounds = GraphFeed.Run(graph);
        List<OrderedEvent> order = rounds.SelectMany(round => round.Events).ToList();
        Dictionary<EventHash, int> places = order.Select((e, at) => (e.Hash, at)).ToDictionary(p => p.Hash, p => p.at);
        HashSet<int> convicted = [];
        foreach (PublishedRound round in rounds)
        {
            convicted.UnionWith(round.Convicted);
            Assert.That(round.Events.Where(e => convicted.Contains(e.Creator.Value)), Is.Empty);
            foreach (TestEvent e in round.Events.Select(received => graph.Events.Single(e => e.Hash == received.Hash)))
            {
                foreach (TestEvent parent in e.Parents().Where(parent => !convicted.Contains(parent.Creator)))
                {
                    Assert.That(
                        places.GetValueOrDefault(parent.Hash, int.MaxValue), Is.LessThan(places[e.Hash]), $"{e}");
                }
            }
        }

        Assert.That(order.Select(e => e.Timestamp.Value), Is.Ordered.Ascending.And.Unique);
    }

    [Test]
    public void Rounds_HaveTimesThatCoverTheirEvents([Range(1, 40)] int seed)
    {
        GraphShape shape = GraphShape.Draw((ulong)seed);
        TestContext.Out.WriteLine(shape);
        IReadOnlyList<PublishedRound> published = GraphFeed.Run(RandomGraph.Create(shape));

        Assert.That(published.Select(round => round.Round), Is.EqualTo(Enumerable.Range(1, published.Count)));
        Assert.That(published.Select(round => round.Time), Is.Ordered.Ascending);
        foreach (PublishedRound round in published.Where(round => round.Events.Count > 0))
        {
            Assert.That(round.Time, Is.GreaterThanOrEqualTo(round.Events[^1].Timestamp.Value));
            Assert.That(round.Judges, Is.Ordered.Ascending.And.Unique);
        }
    }

    [TestCase(1, 1)]
    [TestCase(2, 1)]
    [TestCase(4, 1)]
    [TestCase(4, 3)]
    [TestCase(10, 2)]
    [TestCase(13, 3)]
    [TestCase(13, 12)]
    public void FairSchedule_ReceivesEveryEvent(int members, int otherParents)
    {
        GraphShape shape = new()
        {
            Seed = 5,
            Members = members,
            Events = 150 * members,
            OtherParentsMax = Math.Min(otherParents, members),
        };
        TestContext.Out.WriteLine(shape);
        TestGraph graph = RandomGraph.Create(shape);
        HashSet<EventHash> received =
            GraphFeed.Run(graph).SelectMany(round => round.Events).Select(e => e.Hash).ToHashSet();

        IEnumerable<TestEvent> early = graph.Events.Take(graph.Events.Count / 2);
        Assert.That(early.Where(e => !received.Contains(e.Hash)), Is.Empty);
    }

    [TestCase(3, 1)]
    [TestCase(4, 2)]
    [TestCase(7, 3)]
    [TestCase(13, 5)]
    public void LessThanASupermajorityPresent_DecidesNothing(int members, int absent)
    {
        TestGraph graph = WithAbsent(members, absent, 1000);
        GraphFeed feed = new(graph);
        foreach (TestEvent e in graph.Events)
        {
            feed.Insert(e);
            feed.TakeRounds();
        }

        Assert.That(feed.Published, Is.Empty);
        Assert.That(feed.Fast.HighestRound.Number, Is.EqualTo(1));
        Assert.That(feed.Fast.UnreceivedEvents, Is.EqualTo(1000));
    }

    [TestCase(4, 1)]
    [TestCase(7, 2)]
    [TestCase(13, 4)]
    public void ASupermajorityPresent_DecidesWithoutTheOthers(int members, int absent) =>
        Assert.That(GraphFeed.Run(WithAbsent(members, absent, 1000)), Has.Count.GreaterThan(5));

    // The last members never make an event; the others gossip with everybody in turn.
    private static TestGraph WithAbsent(int members, int absent, int events)
    {
        SeededRandom random = new(3);
        TestGraph graph = new(Enumerable.Repeat(1, members).ToArray());
        TestEvent?[] tips = new TestEvent?[members - absent];
        for (int i = 0; i < events; i++)
        {
            int creator = i % tips.Length;
            TestParent[] parents = tips
                .Where(tip => tip is not null && tip.Creator != creator && random.Chance(40))
                .Select(tip => new TestParent(tip!, 10))
                .ToArray();
            tips[creator] = graph.Add(random.NextHash(), creator, tips[creator], 100 * (i + 1), parents);
        }

        return graph;
    }

    private static GraphShape LargeShape(int members) => new()
    {
        Seed = (ulong)(700 + members),
        Members = members,
        Events = 80 * members + 300,
        OtherParentsMax = Math.Max(1, members / 2),
        Branching = members / 3,
        Weights = members % 2 == 0 ? WeightSpread.Equal : WeightSpread.Random,
        Clocks = Enum.GetValues<Clocks>()[members % 3],
        CutOffPercent = 1,
    };
}
