namespace Hearsay.Hashgraph.Tests;

/// <summary>
/// Graphs whose first election stays open until its coin round, as an adversary who decides when every message arrives
/// could make it. In each round the witnesses vote two against two, and none strongly sees three equal votes. Found by
/// search: random gossip is added and taken back until a round comes out that way.
/// </summary>
public sealed class CoinGraph
{
    private const int Members = 4;
    private const int TriesPerRound = 150;
    private const int RoundsTried = 400;
    private const int EventsPerRoundMax = 28;

    private readonly SeededRandom _random;
    private readonly ICoin _coin;
    private TestGraph _graph;

    private CoinGraph(ulong seed, ICoin coin)
    {
        _graph = new TestGraph([1, 1, 1, 1]);
        _random = new SeededRandom(seed);
        _coin = coin;
        for (int member = 0; member < Members; member++)
        {
            _graph.Add(_random.NextHash(), member, null, 1 + member);
        }
    }

    /// <summary>
    /// A graph of four members in which the election of the first event is open when its round
    /// <paramref name="rounds"/> begins; null when the search got stuck.
    /// </summary>
    public static TestGraph? TryCreate(ulong seed, ICoin coin, int rounds)
    {
        CoinGraph search = new(seed, coin);
        Stack<TestGraph> steps = new([search._graph]);
        for (int round = 0; round < RoundsTried && steps.Count < rounds; round++)
        {
            search._graph = steps.Peek();
            if (search.TryAddRound(steps.Count))
            {
                steps.Push(search._graph);
            }
            else if (steps.Count > 1)
            {
                steps.Pop();
            }
        }

        return steps.Count == rounds ? steps.Peek() : null;
    }

    /// <summary>The graph for other weights, with more honest gossip after it. Further members are silent.</summary>
    public static TestGraph Continue(TestGraph graph, IReadOnlyList<int> weights, ulong seed, int events)
    {
        CoinGraph gossip = new(seed, HashCoin.Instance) { _graph = graph.Rebuild(graph.Events, weights) };
        for (int i = 0; i < events; i++)
        {
            gossip.AddEvent();
        }

        return gossip._graph;
    }

    // Distance 1 is the round of the votes by sight.
    private bool TryAddRound(int distance)
    {
        TestGraph before = _graph;
        for (int attempt = 0; attempt < TriesPerRound; attempt++)
        {
            _graph = before.Prefix(before.Events.Count);
            bool? isSplit = null;
            for (int added = 0; added < EventsPerRoundMax && isSplit is null; added++)
            {
                AddEvent();
                isSplit = added < Members ? null : IsSplit(distance);
            }

            if (isSplit == true)
            {
                return true;
            }
        }

        return false;
    }

    // Null while the witnesses of the round are not all there.
    private bool? IsSplit(int distance)
    {
        ReferenceGraph reference = new(_graph, _coin);
        IReadOnlyList<TestEvent> voters = reference.Rounds.WitnessesOf(1 + distance);
        TestEvent candidate = _graph.Events[0];
        if (reference.Elections.FameOf(candidate) != Fame.Undecided)
        {
            return false;
        }

        int yes = voters.Count(voter => reference.Elections.VoteOf(voter, candidate));
        if (yes > Members / 2 || voters.Count - yes > Members / 2)
        {
            return false;
        }

        return voters.Count == Members ? true : null;
    }

    private void AddEvent()
    {
        int creator = _random.Next(Members);
        TestEvent? tip = _graph.Events.LastOrDefault(e => e.Creator == creator);
        List<TestParent> parents = [];
        int first = _random.Next(Members);
        int count = _random.Chance(70) ? 1 : 2;
        for (int i = 0; i < Members && parents.Count < count; i++)
        {
            int other = (first + i) % Members;
            TestEvent? named = _graph.Events.LastOrDefault(e => e.Creator == other);
            if (other != creator && named is not null && tip is not null)
            {
                parents.Add(new TestParent(named, _random.Next(500)));
            }
        }

        _graph.Add(_random.NextHash(), creator, tip, 1000 * (_graph.Events.Count + 1), parents.ToArray());
    }
}
