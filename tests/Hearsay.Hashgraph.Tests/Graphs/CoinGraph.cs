namespace Hearsay.Hashgraph.Tests;

/// <summary>
/// Graphs whose first election stays open until its coin round, as an adversary who decides when every message arrives
/// could make it. In each round the witnesses vote two against two, and none strongly sees three equal votes. Found by
/// search: random gossip is added and taken back until a round comes out that way.
/// </summary>
public sealed class CoinGraph
{
    private const int Members = 4;
    private const int TriesPerRound = 400;
    private const int EventsPerRoundMax = 28;

    private readonly SeededRandom _random;
    private readonly ICoin _coin;
    private TestGraph _graph;

    private CoinGraph(ulong seed, IReadOnlyList<int> weights, ICoin coin)
    {
        _graph = new TestGraph(weights);
        _random = new SeededRandom(seed);
        _coin = coin;
        for (int member = 0; member < Members; member++)
        {
            _graph.Add(_random.NextHash(), member, null, 1 + member);
        }
    }

    /// <summary>
    /// A graph in which the election of the first event is open when its round <paramref name="rounds"/>
    /// begins, and then <paramref name="eventsAfter"/> events of honest gossip; null when the search got stuck. The first four members
    /// have equal weights, any three of them a supermajority; further members are silent.
    /// </summary>
    public static TestGraph? TryCreate(
        ulong seed, IReadOnlyList<int> weights, ICoin coin, int rounds, int eventsAfter)
    {
        CoinGraph search = new(seed, weights, coin);
        for (int distance = 1; distance < rounds; distance++)
        {
            if (!search.TryAddRound(distance))
            {
                return null;
            }
        }

        for (int i = 0; i < eventsAfter; i++)
        {
            search.AddEvent();
        }

        return search._graph;
    }

    private bool TryAddRound(int distance)
    {
        TestGraph before = _graph;
        for (int attempt = 0; attempt < TriesPerRound; attempt++)
        {
            _graph = before.Prefix(before.Events.Count);
            int added = 0;
            while (added < EventsPerRoundMax)
            {
                AddEvent();
                added++;
                if (added < Members)
                {
                    continue;
                }

                bool? isSplit = IsSplit(distance);
                if (isSplit == true)
                {
                    return true;
                }

                if (isSplit == false)
                {
                    break;
                }
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
