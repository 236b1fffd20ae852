namespace Hearsay.Hashgraph.Tests;

/// <summary>
/// Graphs by an adversary who decides when every message arrives and has some members branch: random gossip grows in
/// chunks, and of several chunks the one is kept that makes most trouble, as the reference tells: witnesses of honest
/// members that are not famous, even votes, branches with several witnesses in a round, rounds with few judges.
/// </summary>
public sealed class HostileGraph
{
    private readonly SeededRandom _random;
    private readonly ICoin _coin;
    private readonly int _branching;
    private TestGraph _graph;

    private HostileGraph(ulong seed, int members, int branching, ICoin coin)
    {
        _random = new SeededRandom(seed);
        _coin = coin;
        _branching = branching;
        _graph = new TestGraph(Enumerable.Repeat(1, members).ToArray());
        for (int member = 0; member < members; member++)
        {
            _graph.Add(_random.NextHash(), member, null, 1 + member);
        }
    }

    /// <summary>A graph in which members 0 up to and without <paramref name="branching"/> branch.</summary>
    public static TestGraph Create(ulong seed, int members, int branching, int events, int choices, ICoin coin)
    {
        HostileGraph search = new(seed, members, branching, coin);
        while (search._graph.Events.Count < events)
        {
            search.AddChunk(choices);
        }

        return search._graph;
    }

    /// <summary>
    /// A graph of which some events and their descendants are taken away, and others are added by random gossip in
    /// which members 0 up to and without <paramref name="branching"/> branch.
    /// </summary>
    public static TestGraph Vary(TestGraph graph, ulong seed, int branching, int events)
    {
        HostileGraph search = new(seed, graph.Members, branching, HashCoin.Instance);
        HashSet<TestEvent> gone = [];
        foreach (TestEvent e in graph.Events.Skip(2 * graph.Members))
        {
            if (search._random.Chance(3) || e.Parents().Any(gone.Contains))
            {
                gone.Add(e);
            }
        }

        search._graph = graph.Rebuild(graph.Events.Where(e => !gone.Contains(e)));
        for (int i = 0; i < events; i++)
        {
            search.AddEvent();
        }

        return search._graph;
    }

    /// <summary>How much of what the search looks for is in a graph.</summary>
    public static long TroubleIn(TestGraph graph, ReferenceGraph reference, int branching)
    {
        long trouble = 1000L * reference.Elections.Contradictions;
        for (int round = 1; round <= reference.Rounds.Highest; round++)
        {
            IReadOnlyList<TestEvent> witnesses = reference.Rounds.WitnessesOf(round);
            bool isDecided = round <= reference.Published.Count;
            foreach (IGrouping<int, TestEvent> ofOne in witnesses.GroupBy(w => w.Creator))
            {
                int famous = ofOne.Count(w => reference.Elections.FameOf(w) == Fame.Famous);
                bool isOpen = ofOne.Any(w => reference.Elections.FameOf(w) == Fame.Undecided);
                trouble += famous > 1 ? 40 : 0;
                trouble += isDecided && famous == 0 && ofOne.Key >= branching ? 10 : 0;
                trouble += isOpen ? Math.Max(0, reference.Rounds.Highest - round - 2) * 4 : 0;
                trouble += ofOne.Max(w => SplitOf(reference, w, round));
                trouble += 3 * ofOne
                    .Select(w => YesOf(reference, w, round + 1))
                    .OrderDescending()
                    .ElementAtOrDefault(1);
            }

            int judges = isDecided ? reference.Published[round - 1].Judges.Count : graph.Members;
            trouble += 5 * Math.Max(0, graph.Members - branching - judges);
        }

        return trouble;
    }

    private static int YesOf(ReferenceGraph reference, TestEvent candidate, int round) =>
        reference.Rounds.WitnessesOf(round).Count(voter => reference.Elections.VoteOf(voter, candidate));

    // How near to even the votes stand in the last two rounds of an open election.
    private static int SplitOf(ReferenceGraph reference, TestEvent candidate, int round)
    {
        if (reference.Elections.FameOf(candidate) != Fame.Undecided)
        {
            return 0;
        }

        int split = 0;
        for (int r = Math.Max(round + 1, reference.Rounds.Highest - 1); r <= reference.Rounds.Highest; r++)
        {
            int yes = YesOf(reference, candidate, r);
            split += 4 * Math.Min(yes, reference.Rounds.WitnessesOf(r).Count - yes);
        }

        return split;
    }

    private void AddChunk(int choices)
    {
        TestGraph before = _graph;
        TestGraph best = before;
        long most = long.MinValue;
        int size = _random.Next(3, 4 * before.Members);
        for (int choice = 0; choice < choices; choice++)
        {
            _graph = before.Prefix(before.Events.Count);
            for (int i = 0; i < size; i++)
            {
                AddEvent();
            }

            long trouble = TroubleIn(_graph, new ReferenceGraph(_graph, _coin), _branching);
            (most, best) = trouble > most ? (trouble, _graph) : (most, best);
        }

        _graph = best;
    }

    private void AddEvent()
    {
        int creator = _random.Next(_graph.Members);
        List<TestEvent> own = _graph.Events.Where(e => e.Creator == creator).ToList();
        TestEvent selfParent = creator < _branching && _random.Chance(10) ? RecentOf(own) : own[^1];
        int count = _random.Chance(60) ? 1 : _random.Next(0, 3);
        int first = _random.Next(_graph.Members);
        List<TestParent> parents = [];
        for (int i = 0; i < _graph.Members && parents.Count < count; i++)
        {
            int other = (first + i) % _graph.Members;
            if (other != creator)
            {
                TestEvent named = RecentOf(_graph.Events.Where(e => e.Creator == other).ToList());
                parents.Add(new TestParent(named, _random.Next(500)));
            }
        }

        long createdAt = Math.Max(selfParent.CreatedAt + 1, 100 * _graph.Events.Count);
        _graph.Add(_random.NextHash(), creator, selfParent, createdAt, parents.ToArray());
    }

    private TestEvent RecentOf(List<TestEvent> events)
    {
        int back = _random.Chance(70) ? 0 : _random.Next(_random.Chance(95) ? 4 : events.Count);
        return events[Math.Max(0, events.Count - 1 - back)];
    }
}
