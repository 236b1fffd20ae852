namespace Hearsay.Hashgraph.Tests;

/// <summary>Feeds a <see cref="TestGraph"/> to an <see cref="EventGraph"/> and keeps the rounds it decides.</summary>
public sealed class GraphFeed
{
    private readonly TestGraph _graph;
    private readonly EventHandle[] _handles;
    private readonly OrderedRound _round = new();
    private readonly List<PublishedRound> _published = [];

    public GraphFeed(TestGraph graph, ICoin? coin = null, EventGraphOptions? options = null)
    {
        _graph = graph;
        _handles = new EventHandle[graph.Events.Count];
        Fast = new EventGraph(
            graph.Roster, (options ?? new EventGraphOptions()) with { Coin = coin ?? HashCoin.Instance });
    }

    public EventGraph Fast { get; }

    /// <summary>The rounds taken so far.</summary>
    public IReadOnlyList<PublishedRound> Published => _published;

    /// <summary>Inserts a whole graph and gives its rounds, taken every <paramref name="takeEvery"/> events.</summary>
    public static IReadOnlyList<PublishedRound> Run(TestGraph graph, ICoin? coin = null, int takeEvery = 1)
    {
        GraphFeed feed = new(graph, coin);
        foreach (TestEvent e in graph.Events)
        {
            feed.Insert(e);
            if (e.Index % takeEvery == takeEvery - 1)
            {
                feed.TakeRounds();
            }
        }

        feed.TakeRounds();
        return feed.Published;
    }

    public EventHandle HandleOf(TestEvent e) => _handles[e.Index];

    /// <summary>Inserts an event, which must be accepted.</summary>
    public EventHandle Insert(TestEvent e)
    {
        InsertOutcome outcome = TryInsert(e, out EventHandle handle);
        Assert.That(outcome, Is.EqualTo(InsertOutcome.Inserted), $"event {e}");
        _handles[e.Index] = handle;
        return handle;
    }

    /// <summary>Takes the rounds that were decided.</summary>
    public void TakeRounds()
    {
        while (Fast.TryTakeRound(_round))
        {
            Keep(_round);
        }
    }

    public InsertOutcome TryInsert(TestEvent e, out EventHandle handle)
    {
        NewEvent newEvent = new()
        {
            Hash = e.Hash,
            Creator = new MemberIndex(e.Creator),
            Sequence = new Sequence(e.Sequence),
            SelfParent = e.SelfParent is null ? EventHandle.None : HandleOf(e.SelfParent),
            CreatedAt = new Micros(e.CreatedAt),
            Tag = e.Index + 1,
        };
        OtherParent[] parents = e.OtherParents
            .Select(p => new OtherParent(HandleOf(p.Event), new Micros(p.Age)))
            .ToArray();
        return Fast.TryInsert(newEvent, parents, out handle);
    }

    private void Keep(OrderedRound round)
    {
        PublishedRound published = PublishedRound.Of(round);
        Assert.That(
            published.Events.All(e => _graph.Events[(int)e.Tag - 1].Hash == e.Hash), Is.True, "tags come back");
        _published.Add(published with { Events = published.Events.Select(e => e with { Tag = 0 }).ToList() });
    }
}
