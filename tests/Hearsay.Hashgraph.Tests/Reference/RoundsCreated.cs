namespace Hearsay.Hashgraph.Tests;

/// <summary>Each event's round created, and the witnesses of each round.</summary>
public sealed class RoundsCreated
{
    private readonly TestGraph _graph;
    private readonly Ancestry _ancestry;
    private readonly int[] _rounds;
    private readonly List<List<TestEvent>> _witnesses = [[]];
    private readonly Dictionary<TestEvent, IReadOnlyList<TestEvent>> _stronglySeen = [];

    public RoundsCreated(TestGraph graph, Ancestry ancestry)
    {
        _graph = graph;
        _ancestry = ancestry;
        _rounds = new int[graph.Events.Count];
        foreach (TestEvent e in graph.Events)
        {
            int round = Compute(e);
            _rounds[e.Index] = round;
            if (IsWitness(e))
            {
                while (_witnesses.Count <= round)
                {
                    _witnesses.Add([]);
                }

                _witnesses[round].Add(e);
            }
        }
    }

    /// <summary>The highest round of any event; 0 in an empty graph.</summary>
    public int Highest => _witnesses.Count - 1;

    public int RoundOf(TestEvent e) => _rounds[e.Index];

    public bool IsWitness(TestEvent e) => e.SelfParent is null || RoundOf(e) > RoundOf(e.SelfParent);

    public IReadOnlyList<TestEvent> WitnessesOf(int round) =>
        round < _witnesses.Count ? _witnesses[round] : [];

    /// <summary>The witnesses of the round before y's that y strongly sees: those whose votes it collects.</summary>
    public IReadOnlyList<TestEvent> StronglySeenBy(TestEvent y)
    {
        if (!_stronglySeen.TryGetValue(y, out IReadOnlyList<TestEvent>? seen))
        {
            seen = WitnessesOf(RoundOf(y) - 1).Where(x => _ancestry.StronglySees(y, x)).ToList();
            _stronglySeen[y] = seen;
        }

        return seen;
    }

    private int Compute(TestEvent e)
    {
        if (!e.Parents().Any())
        {
            return 1;
        }

        int round = e.Parents().Max(RoundOf);
        long weight = WitnessesOf(round)
            .Where(x => _ancestry.StronglySees(e, x))
            .Select(x => x.Creator)
            .Distinct()
            .Sum(creator => (long)_graph.Weights[creator]);
        return _graph.Roster.IsSupermajority(weight) ? round + 1 : round;
    }
}
