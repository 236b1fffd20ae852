namespace Hearsay.Hashgraph.Tests;

/// <summary>
/// Graphs in which a branching member gets as far as one can get: gossip in layers, the honest members in two camps
/// that hear of different things, and late, so that witnesses are voted on before anybody has the branch in sight.
/// Either each camp hears of one chain; or one camp hears of a chain, and the other of a quiet member who knew both.
/// What random gossip hardly ever brings about: two famous witnesses of one member in a round, candidates whose
/// creators are convicted in the same round, judges that branched.
/// </summary>
public sealed class DuelGraph
{
    private const int Chains = 2;

    private readonly SeededRandom _random;
    private readonly TestGraph _graph;
    private readonly int _members;
    private readonly int _branching;
    private readonly int _quiet;
    private readonly int[] _camps;
    private readonly int[] _duelAt;
    private readonly int _noisePercent;
    private readonly TestEvent?[,] _tips;
    private readonly HashSet<TestEvent> _onSecondChain = [];
    private readonly List<TestEvent> _layer = [];
    private List<TestEvent> _before = [];

    private DuelGraph(ulong seed, int members, int branching)
    {
        _random = new SeededRandom(seed);
        _graph = new TestGraph(Enumerable.Repeat(1, members).ToArray());
        _members = members;
        _branching = branching;
        _quiet = _random.Chance(50) ? members - 1 : -1;
        _camps = Enumerable.Range(0, members).Select(member => member & 1).ToArray();
        _duelAt = Enumerable.Range(0, branching).Select(_ => 2 * _random.Next(1, 6)).ToArray();
        _noisePercent = _random.Chance(60) ? 0 : _random.Next(1, 6);
        _tips = new TestEvent?[members, Chains];
    }

    /// <summary>A graph in which members 0 up to and without <paramref name="branching"/> branch.</summary>
    public static TestGraph Create(ulong seed, int members, int branching, int layers)
    {
        DuelGraph duel = new(seed, members, branching);
        for (int layer = 0; layer < layers; layer++)
        {
            duel.AddLayer(layer);
        }

        return duel._graph;
    }

    private void AddLayer(int layer)
    {
        List<int> turns = Enumerable.Range(0, _members).ToList();
        _random.Shuffle(turns);
        foreach (int member in turns)
        {
            int chains = member < _branching && layer >= _duelAt[member] - (_quiet < 0 ? 0 : 2) ? Chains : 1;
            for (int chain = 0; chain < chains; chain++)
            {
                if (!_random.Chance(_noisePercent))
                {
                    AddEvent(member, chain, layer);
                }
            }
        }

        _before = [.. _layer];
        _layer.Clear();
    }

    private void AddEvent(int member, int chain, int layer)
    {
        // The second chain leaves the first before its tip, or has a first event of its own.
        TestEvent? self = _tips[member, chain] ?? (_random.Chance(70) ? _tips[member, 0]?.SelfParent : null);
        List<TestParent> parents = [];
        foreach (TestEvent e in _before.Where(e => e.Creator != member && Names(member, e, layer)))
        {
            if (parents.TrueForAll(named => named.Event.Creator != e.Creator))
            {
                parents.Add(new TestParent(e, _random.Next(500)));
            }
        }

        long createdAt = (100 * (layer + 1)) + _graph.Events.Count;
        TestEvent added = _graph.Add(_random.NextHash(), member, self, createdAt, parents.ToArray());
        _tips[member, chain] = added;
        _layer.Add(added);
        if (chain > 0)
        {
            _onSecondChain.Add(added);
        }
    }

    private bool Names(int member, TestEvent e, int layer)
    {
        if (e.Creator == _quiet)
        {
            return _random.Chance(HearsPercent(layer - _duelAt[0], _camps[member] == 1));
        }

        if (e.Creator >= _branching)
        {
            return !_random.Chance(_noisePercent);
        }

        int chain = _onSecondChain.Contains(e) ? 1 : 0;
        int since = layer - _duelAt[e.Creator];
        if (_quiet < 0)
        {
            return _random.Chance(HearsPercent(since, _camps[member] == chain));
        }

        // The quiet one names the second chain and then the first, so that its witness has the branch in sight.
        return member == _quiet && since is -1 or 0
            ? chain == -since
            : _random.Chance(chain == 0 ? HearsPercent(since, _camps[member] == 0) : _noisePercent);
    }

    // Full layers make a round of every two: what a round begins with is named by the witnesses of the next.
    private int HearsPercent(int since, bool isForThisCamp) => since switch
    {
        < 0 => 100 - _noisePercent,
        0 when _quiet < 0 => 100 - _noisePercent,
        2 when isForThisCamp => 98,
        _ => _noisePercent,
    };
}
