namespace Hearsay.Hashgraph.Tests;

/// <summary>Convictions, judges, received events, receipt times, timestamps and the order of decided rounds.</summary>
public sealed class ReferenceOrder(TestGraph graph, Ancestry ancestry)
{
    private readonly int[] _generations = Generations(graph);
    private readonly EventSet _received = new(graph.Events.Count);
    private readonly SortedSet<int> _convicted = [];
    private long? _lastTimestamp;
    private long _lastTime;

    /// <summary>Receives the next round; call in the order of rounds.</summary>
    /// <param name="round">Its number.</param>
    /// <param name="candidates">For each creator with a famous witness the one with the least hash.</param>
    public PublishedRound Receive(int round, IReadOnlyList<TestEvent> candidates)
    {
        List<int> newlyConvicted = Enumerable.Range(0, graph.Members)
            .Where(member => !_convicted.Contains(member) && candidates.Any(y => ancestry.KnowsBranch(y, member)))
            .ToList();
        _convicted.UnionWith(newlyConvicted);
        List<TestEvent> judges = candidates.Where(judge => !_convicted.Contains(judge.Creator)).ToList();
        List<OrderedEvent> published = [];
        if (judges.Count > 0)
        {
            foreach ((TestEvent e, long timestamp) in InOrder(judges))
            {
                _received.Add(e);
                _lastTimestamp = Math.Max(timestamp, _lastTimestamp + 1 ?? timestamp);
                published.Add(new OrderedEvent(
                    e.Hash, new MemberIndex(e.Creator), new Sequence(e.Sequence), new Micros(_lastTimestamp.Value), 0));
            }

            long median = Median(judges.Select(judge => (judge.CreatedAt, graph.Weights[judge.Creator])));
            long last = published.Count > 0 ? _lastTimestamp!.Value : median;
            _lastTime = Math.Max(_lastTime, Math.Max(median, last));
        }

        List<EventHash> hashes = judges.Select(judge => judge.Hash).Order().ToList();
        return new PublishedRound(round, _lastTime, hashes, newlyConvicted, published);
    }

    /// <summary>When the judge's creator received x, as its self-chain up to the judge tells.</summary>
    public long ReceiptTime(TestEvent x, TestEvent judge)
    {
        TestEvent e = judge;
        while (e.SelfParent is not null && ancestry.IsAncestor(x, e.SelfParent))
        {
            e = e.SelfParent;
        }

        if (e == x)
        {
            return x.CreatedAt;
        }

        long time = e.OtherParents.Where(p => ancestry.IsAncestor(x, p.Event)).Min(p => e.CreatedAt - p.Age);
        long earliest = e.SelfParent?.CreatedAt ?? long.MinValue;
        return Math.Clamp(time, earliest, e.CreatedAt);
    }

    /// <summary>By time, the first at which the cumulated weight reaches half of the total.</summary>
    public static long Median(IEnumerable<(long Time, int Weight)> times)
    {
        List<(long Time, int Weight)> sorted = times.OrderBy(entry => entry.Time).ToList();
        long total = sorted.Sum(entry => (long)entry.Weight);
        long cumulated = 0;
        foreach ((long time, int weight) in sorted)
        {
            cumulated += weight;
            if (2 * cumulated >= total)
            {
                return time;
            }
        }

        throw new ArgumentException("A median needs a time.", nameof(times));
    }

    private List<(TestEvent Event, long Timestamp)> InOrder(IReadOnlyList<TestEvent> judges)
    {
        EventHash whitening = default;
        foreach (TestEvent judge in judges)
        {
            whitening ^= judge.Hash;
        }

        return graph.Events
            .Where(x => !_received.Contains(x) && !_convicted.Contains(x.Creator))
            .Where(x => judges.All(judge => ancestry.Sees(judge, x)))
            .Select(x => (Event: x, Timestamp: Median(
                judges.Select(judge => (ReceiptTime(x, judge), graph.Weights[judge.Creator])))))
            .OrderBy(entry => entry.Timestamp)
            .ThenBy(entry => _generations[entry.Event.Index])
            .ThenBy(entry => entry.Event.Hash ^ whitening)
            .ToList();
    }

    private static int[] Generations(TestGraph graph)
    {
        int[] generations = new int[graph.Events.Count];
        foreach (TestEvent e in graph.Events)
        {
            generations[e.Index] = e.Parents().Select(parent => generations[parent.Index] + 1).DefaultIfEmpty(0).Max();
        }

        return generations;
    }
}
