namespace Hearsay.Hashgraph.Tests;

/// <summary>A whole graph as a list of events, parents first, and the weights of its members.</summary>
public sealed class TestGraph
{
    private readonly List<TestEvent> _events = [];

    public TestGraph(IReadOnlyList<int> weights)
    {
        Weights = weights;
        Roster = new Roster(weights.ToArray());
    }

    public IReadOnlyList<int> Weights { get; }

    public Roster Roster { get; }

    public int Members => Weights.Count;

    public IReadOnlyList<TestEvent> Events => _events;

    /// <summary>Appends an event; the sequence follows from the self-parent.</summary>
    public TestEvent Add(
        EventHash hash, int creator, TestEvent? selfParent, long createdAt, params TestParent[] otherParents)
    {
        TestEvent added = new()
        {
            Index = _events.Count,
            Hash = hash,
            Creator = creator,
            Sequence = selfParent is null ? 0 : selfParent.Sequence + 1,
            SelfParent = selfParent,
            OtherParents = otherParents,
            CreatedAt = createdAt,
        };
        _events.Add(added);
        return added;
    }

    /// <summary>The first <paramref name="count"/> events.</summary>
    public TestGraph Prefix(int count) => Rebuild(_events.Take(count));

    /// <summary>The same events in another order, parents first, drawn by <paramref name="random"/>.</summary>
    /// <remarks>
    /// Each step takes a random event among those whose parents are there; with <paramref name="greed"/> percent it
    /// goes on with the youngest of them instead, which lets one part of the graph run far ahead of the rest.
    /// </remarks>
    public TestGraph Shuffle(SeededRandom random, int greed = 0)
    {
        int[] missing = _events.Select(e => e.Parents().Count()).ToArray();
        ILookup<TestEvent, TestEvent> children = _events
            .SelectMany(e => e.Parents().Select(p => (Parent: p, Child: e)))
            .ToLookup(pair => pair.Parent, pair => pair.Child);
        List<TestEvent> ready = _events.Where(e => missing[e.Index] == 0).ToList();
        List<TestEvent> order = [];
        while (ready.Count > 0)
        {
            int at = random.Chance(greed) ? ready.Count - 1 : random.Next(ready.Count);
            TestEvent next = ready[at];
            ready.RemoveAt(at);
            order.Add(next);
            ready.AddRange(children[next].Where(child => --missing[child.Index] == 0));
        }

        return Rebuild(order);
    }

    /// <summary>
    /// A copy of <paramref name="events"/>, which hold their parents, parents first, with new indexes; for other
    /// weights if some are given.
    /// </summary>
    public TestGraph Rebuild(IEnumerable<TestEvent> events, IReadOnlyList<int>? weights = null)
    {
        TestGraph copy = new(weights ?? Weights);
        Dictionary<TestEvent, TestEvent> copies = [];
        foreach (TestEvent e in events)
        {
            copies[e] = copy.Add(
                e.Hash,
                e.Creator,
                e.SelfParent is null ? null : copies[e.SelfParent],
                e.CreatedAt,
                e.OtherParents.Select(p => new TestParent(copies[p.Event], p.Age)).ToArray());
        }

        return copy;
    }
}
