namespace Hearsay.Hashgraph.Tests;

/// <summary>What is released, and when: too early would change nothing but what comes late.</summary>
public sealed class RowReleaseTests
{
    /// <summary>
    /// The rows of what a round received stay until the round whose witnesses made its judges famous is decided too: up
    /// to then an event may still come that has not all of it among its ancestors.
    /// </summary>
    [Test]
    public void Rows_OfReceivedEvents_StayUntilTheRoundThatDecidedThemIsDecided([Range(1, 40)] int seed)
    {
        GraphShape shape = GraphShape.Draw((ulong)seed);
        TestContext.Out.WriteLine(shape);
        TestGraph graph = RandomGraph.Create(shape);
        List<(int NeededUntil, List<TestEvent> Events)> received = ReceivedIn(graph, new ReferenceGraph(graph));
        GraphFeed feed = new(graph);
        foreach (TestEvent e in graph.Events)
        {
            feed.Insert(e);
            feed.TakeRounds();
            int decided = feed.Fast.LastDecidedRound.Number;
            Assert.That(
                received.Take(decided)
                    .Where(round => decided < round.NeededUntil)
                    .SelectMany(round => round.Events)
                    .Where(early => feed.Fast.LastAncestors(feed.HandleOf(early)).IsEmpty),
                Is.Empty,
                $"after {e}, round {decided}");
        }
    }

    /// <summary>
    /// C makes a witness of round 2 when round 1 is decided and has convicted G. C has no branch of G in sight, and
    /// strongly sees enough only with G's weight: which must still count, because others of round 2 vote on it.
    /// </summary>
    [Test]
    public void Witness_ThatRestsOnAMemberConvictedMeanwhile_IsAWitness()
    {
        TinyGraph tiny = new(1, 1, 1, 1, 1, 1, 1);
        AddFirstRound(tiny);
        AddRoundsWithoutC(tiny);
        tiny.On("C2", "C1", 600, ("B1", 0), ("D1", 0), ("E1", 0), ("G1", 0));
        AddRoundsWithC(tiny);
        ReferenceGraph reference = new(tiny.Graph);
        Assert.That(reference.Rounds.RoundOf(tiny["C2"]), Is.EqualTo(2));
        Assert.That(new ReferenceGraph(tiny.Graph.Prefix(tiny["C2"].Index)).Published, Has.Count.EqualTo(1));
        Assert.That(reference.Published[0].Convicted, Is.EqualTo(new[] { 6 }));

        IReadOnlyList<PublishedRound> published = GraphFeed.Run(tiny.Graph);

        Assert.That(published[1].Judges, Does.Contain(tiny["C2"].Hash));
        Assert.That(PublishedRound.Difference(reference.Published, published), Is.Null);
    }

    // For each round until when its rows are needed, as the reference decides it, and what it receives.
    private static List<(int NeededUntil, List<TestEvent> Events)> ReceivedIn(TestGraph graph, ReferenceGraph reference)
    {
        Dictionary<EventHash, TestEvent> byHash = graph.Events.ToDictionary(e => e.Hash);
        List<(int, List<TestEvent>)> received = [];
        int neededUntil = 0;
        foreach (PublishedRound round in reference.Published)
        {
            int decidedBy = reference.Rounds.WitnessesOf(round.Round)
                .Where(witness => reference.Elections.FameOf(witness) == Fame.Famous)
                .Max(reference.Elections.DecidedByRound);
            neededUntil = Math.Max(neededUntil, decidedBy);
            received.Add((neededUntil, round.Events.Select(e => byHash[e.Hash]).ToList()));
        }

        return received;
    }

    // G has two first events. A knows of both, C, B, D and E of one.
    private static void AddFirstRound(TinyGraph tiny)
    {
        tiny.On("G0", null, 100);
        tiny.On("G0x", null, 101);
        tiny.On("F0", null, 102, ("G0", 0));
        tiny.On("A0", null, 103, ("F0", 0), ("G0x", 0));
        foreach (char m in "BCDE")
        {
            tiny.On($"{m}0", null, 104);
        }

        foreach (char m in "BCDEG")
        {
            AddEvent(tiny, m, "BCDEG", 1, 200);
        }

        tiny.On("A1", "A0", 201, ("B1", 0), ("D1", 0), ("E1", 0));
        tiny.On("F1", "F0", 202, ("B1", 0), ("D1", 0), ("E1", 0));
    }

    // Full layers of five members; F is the first to have a witness of round 3, which decides round 1.
    private static void AddRoundsWithoutC(TinyGraph tiny)
    {
        tiny.On("A2", "A1", 300, ("F1", 0));
        tiny.On("F2", "F1", 300, ("A1", 0));
        foreach (char m in "BDE")
        {
            tiny.On($"{m}2", $"{m}1", 300, ("A1", 0), ("F1", 0));
        }

        AddLayer(tiny, "ABDEF", "ABDEF", 3);
        AddLayer(tiny, "F", "ABDEF", 4);
    }

    private static void AddRoundsWithC(TinyGraph tiny)
    {
        foreach (char m in "ABDE")
        {
            (string, long)[] others = "ABDEF".Where(other => other != m).Select(other => ($"{other}3", 0L)).ToArray();
            tiny.On($"{m}4", $"{m}3", 700, [.. others, ("C2", 0)]);
        }

        tiny.On("C4", "C2", 701, "ABDEF".Select(other => ($"{other}3", 0L)).ToArray());
        for (int layer = 5; layer < 14; layer++)
        {
            AddLayer(tiny, "ABCDEF", "ABCDEF", layer);
        }
    }

    private static void AddLayer(TinyGraph tiny, string members, string named, int layer)
    {
        foreach (char m in members)
        {
            AddEvent(tiny, m, named, layer, 100 * (layer + 3));
        }
    }

    private static void AddEvent(TinyGraph tiny, char member, string named, int layer, long createdAt) => tiny.On(
        $"{member}{layer}",
        $"{member}{layer - 1}",
        createdAt,
        named.Where(other => other != member).Select(other => ($"{other}{layer - 1}", 0L)).ToArray());
}
