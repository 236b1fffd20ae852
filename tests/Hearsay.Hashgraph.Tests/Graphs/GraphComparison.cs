namespace Hearsay.Hashgraph.Tests;

/// <summary>Holds the fast graph against the reference, in the given order of events and in shuffled ones.</summary>
public static class GraphComparison
{
    /// <summary>Null when all outputs are equal; else what differs, with the order of events that showed it.</summary>
    public static string? Mismatch(TestGraph graph, ulong seed, ICoin? coin = null)
    {
        IReadOnlyList<PublishedRound> expected = new ReferenceGraph(graph, coin).Published;
        SeededRandom random = new(seed);
        int seldom = 1 + (int)(seed % 50);
        return Mismatch(expected, graph, coin, 1, "as drawn")
            ?? Mismatch(expected, graph.Shuffle(random), coin, 1, "shuffled")
            ?? Mismatch(expected, graph.Shuffle(random, 80), coin, 1, "one part far ahead")
            ?? Mismatch(expected, graph.Shuffle(random, 50), coin, seldom, "rounds taken seldom")
            ?? Mismatch(expected, graph, coin, graph.Events.Count + 1, "rounds taken at the end");
    }

    /// <summary>Fails with a graph as small as can be found, as a graph file, when outputs differ.</summary>
    public static void AssertEqual(TestGraph graph, ulong seed, object shape, ICoin? coin = null)
    {
        string? mismatch = Mismatch(graph, seed, coin);
        if (mismatch is null)
        {
            return;
        }

        TestGraph smallest = MayShrink()
            ? GraphShrinker.Shrink(graph, smaller => Mismatch(smaller, seed, coin) is not null)
            : graph;
        Assert.Fail(
            $"{shape}\n{mismatch}\nsmallest found ({smallest.Events.Count} events):\n"
            + $"{Mismatch(smallest, seed, coin)}\n{GraphText.Of(smallest)}");
    }

    // Who makes a thousand defects, to see which are found, does not want to look at each.
    private static bool MayShrink() => Environment.GetEnvironmentVariable("HEARSAY_SHRINK") != "0";

    private static string? Mismatch(
        IReadOnlyList<PublishedRound> expected, TestGraph graph, ICoin? coin, int takeEvery, string order)
    {
        try
        {
            string? difference = PublishedRound.Difference(expected, GraphFeed.Run(graph, coin, takeEvery));
            return difference is null ? null : $"{order}: {difference}";
        }
        catch (Exception defect) when (defect is InvariantException or OverflowException or IndexOutOfRangeException
            or ArgumentException or NullReferenceException)
        {
            return $"{order}: {defect}";
        }
    }
}
