namespace Hearsay.Hashgraph.Tests;

/// <summary>Makes a failing graph smaller while it keeps failing, so that a person can read it.</summary>
public static class GraphShrinker
{
    /// <summary>Drops events with their descendants, then other-parents, until nothing more can go.</summary>
    public static TestGraph Shrink(TestGraph graph, Predicate<TestGraph> fails)
    {
        bool isSmaller = true;
        while (isSmaller)
        {
            TestGraph before = graph;
            graph = DropTail(graph, fails);
            graph = DropEvents(graph, fails);
            graph = DropParents(graph, fails);
            isSmaller = Size(graph) < Size(before);
        }

        return graph;
    }

    private static int Size(TestGraph graph) => graph.Events.Sum(e => 1 + e.OtherParents.Count);

    private static TestGraph DropTail(TestGraph graph, Predicate<TestGraph> fails)
    {
        for (int step = graph.Events.Count / 2; step > 0; step /= 2)
        {
            while (graph.Events.Count > step && fails(graph.Prefix(graph.Events.Count - step)))
            {
                graph = graph.Prefix(graph.Events.Count - step);
            }
        }

        return graph;
    }

    private static TestGraph DropEvents(TestGraph graph, Predicate<TestGraph> fails)
    {
        for (int i = graph.Events.Count - 1; i >= 0; i--)
        {
            if (i >= graph.Events.Count)
            {
                continue;
            }

            TestGraph smaller = Without(graph, graph.Events[i]);
            graph = fails(smaller) ? smaller : graph;
        }

        return graph;
    }

    private static TestGraph Without(TestGraph graph, TestEvent dropped)
    {
        HashSet<TestEvent> gone = [dropped];
        foreach (TestEvent e in graph.Events)
        {
            if (e.Parents().Any(gone.Contains))
            {
                gone.Add(e);
            }
        }

        return graph.Rebuild(graph.Events.Where(e => !gone.Contains(e)));
    }

    private static TestGraph DropParents(TestGraph graph, Predicate<TestGraph> fails)
    {
        for (int i = 0; i < graph.Events.Count; i++)
        {
            for (int parent = graph.Events[i].OtherParents.Count - 1; parent >= 0; parent--)
            {
                TestGraph smaller = WithoutParent(graph, i, parent);
                graph = fails(smaller) ? smaller : graph;
            }
        }

        return graph;
    }

    private static TestGraph WithoutParent(TestGraph graph, int index, int parent)
    {
        TestGraph copy = new(graph.Weights);
        foreach (TestEvent e in graph.Events)
        {
            IEnumerable<TestParent> kept = e.OtherParents.Where((_, at) => e.Index != index || at != parent);
            copy.Add(
                e.Hash,
                e.Creator,
                e.SelfParent is null ? null : copy.Events[e.SelfParent.Index],
                e.CreatedAt,
                kept.Select(p => new TestParent(copy.Events[p.Event.Index], p.Age)).ToArray());
        }

        return copy;
    }
}
