namespace Hearsay.Hashgraph.Tests;

/// <summary>
/// Draws a graph of a <see cref="GraphShape"/>. A member that is cut off stands still in the list of events and comes
/// back with a chain of events made from what it knew then: late events with very old parents. A branching member does
/// the same with hoarded branches.
/// </summary>
public sealed class RandomGraph
{
    private const long Start = 1_000_000;

    private readonly GraphShape _shape;
    private readonly SeededRandom _random;
    private readonly TestGraph _graph;
    private readonly List<Strand> _strands = [];
    private readonly bool[] _branches;
    private readonly int[] _silentFrom;
    private readonly ClockModel _clocks;
    private int _burst;
    private Strand? _last;

    private RandomGraph(GraphShape shape)
    {
        _shape = shape;
        _random = new SeededRandom(shape.Seed ^ 0x5DEECE66D);
        int[] weights = DrawWeights(shape, _random);
        _graph = new TestGraph(weights);
        _branches = DrawBranching(shape, weights, _random);
        _silentFrom = DrawSilent(shape, _random);
        _clocks = new ClockModel(shape, _random, Start);
        for (int member = 0; member < shape.Members; member++)
        {
            _strands.Add(new Strand { Creator = member });
        }
    }

    public static TestGraph Create(GraphShape shape)
    {
        RandomGraph drawing = new(shape);
        int steps = 0;
        while (drawing._graph.Events.Count < shape.Events && steps < 20 * shape.Events)
        {
            drawing.Step(steps);
            steps++;
        }

        return drawing._graph;
    }

    private static int[] DrawWeights(GraphShape shape, SeededRandom random)
    {
        int[] weights = new int[shape.Members];
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = shape.Weights == WeightSpread.Equal ? 1 : random.Next(1, 20);
        }

        if (shape.Weights == WeightSpread.Dictator)
        {
            weights[random.Next(weights.Length)] = 1000;
        }

        return weights;
    }

    private static bool[] DrawBranching(GraphShape shape, int[] weights, SeededRandom random)
    {
        bool[] branches = new bool[shape.Members];
        long weight = 0;
        int left = shape.Branching;
        for (int tries = 0; tries < 20 && left > 0; tries++)
        {
            int member = random.Next(shape.Members);
            if (!branches[member] && 3 * (weight + weights[member]) < weights.Sum())
            {
                branches[member] = true;
                weight += weights[member];
                left--;
            }
        }

        return branches;
    }

    private static int[] DrawSilent(GraphShape shape, SeededRandom random)
    {
        int[] from = new int[shape.Members];
        Array.Fill(from, int.MaxValue);
        for (int i = 0; i < shape.Silent; i++)
        {
            from[random.Next(shape.Members)] = random.Chance(50) ? 0 : random.Next(shape.Events);
        }

        return from;
    }

    private void Step(int step)
    {
        foreach (Strand strand in _strands.Where(s => s.IsCutOff && s.BackAt <= step).ToList())
        {
            ComeBack(strand);
        }

        List<Strand> live = _strands.Where(s => !s.IsCutOff && step < _silentFrom[s.Creator]).ToList();
        if (live.Count == 0)
        {
            return;
        }

        Strand next = PickCreator(live, step);
        if (_random.Chance(_shape.CutOffPercent) && live.Count > 1)
        {
            CutOff(next, step);
        }
        else if (_branches[next.Creator] && _random.Chance(_shape.BranchPercent) && CountOf(next.Creator) < 4)
        {
            Branch(next, step);
        }
        else
        {
            MakeEvent(next, step);
        }

        _last = next;
    }

    private int CountOf(int creator) => _strands.Count(s => s.Creator == creator);

    private Strand PickCreator(List<Strand> live, int step)
    {
        switch (_shape.Schedule)
        {
            case Schedule.Skewed:
                return live[Math.Min(_random.Next(live.Count), _random.Next(live.Count))];
            case Schedule.Lockstep:
                return live[step % live.Count];
            case Schedule.Bursts when _burst > 0 && _last is not null && live.Contains(_last):
                _burst--;
                return _last;
            default:
                _burst = _random.Next(6);
                return _random.Pick(live);
        }
    }

    private void CutOff(Strand strand, int step)
    {
        strand.Frozen = _strands.ToDictionary(s => s, s => s.IsCutOff && s != strand ? s.FirstOwn : s.Chain.Count);
        strand.BackAt = step + _random.Next(5, Math.Max(6, _shape.Events / 2));
    }

    private void Branch(Strand strand, int step)
    {
        int shared = _random.Chance(50) ? Math.Max(0, strand.Chain.Count - 2) : _random.Next(strand.Chain.Count + 1);
        int audience = _random.Chance(50) ? -1 : _random.Next(1, 1 << _shape.Members);
        Strand branch = new() { Creator = strand.Creator, FirstOwn = shared, Audience = audience };
        strand.Audience &= _random.Chance(50) ? ~audience | 1 << _random.Next(_shape.Members) : -1;
        branch.Chain.AddRange(strand.Chain.Take(shared));
        _strands.Add(branch);
        if (_random.Chance(50))
        {
            CutOff(branch, step);
        }
        else
        {
            MakeEvent(branch, step);
        }
    }

    private void ComeBack(Strand strand)
    {
        int burst = _random.Next(1, 8);
        for (int i = 0; i < burst; i++)
        {
            MakeEvent(strand, strand.BackAt);
        }

        strand.Frozen = null;
    }

    private void MakeEvent(Strand strand, int step)
    {
        long createdAt = _clocks.CreatedAt(strand, step);
        List<TestEvent> named = NamedBy(strand, step);
        TestParent[] parents = named.Select(p => new TestParent(p, _clocks.Age(strand, p, createdAt))).ToArray();
        strand.Chain.Add(_graph.Add(_random.NextHash(), strand.Creator, strand.Tip, createdAt, parents));
    }

    private List<TestEvent> NamedBy(Strand strand, int step)
    {
        List<TestEvent> named = [];
        bool isAlone = _random.Chance(_shape.Schedule == Schedule.Bursts ? 40 : 5);
        int count = isAlone ? 0 : _random.Next(1, _shape.OtherParentsMax);
        count = _shape.Schedule == Schedule.Lockstep ? _shape.OtherParentsMax : count;
        List<Strand> others = _strands.Where(s => s.Creator != strand.Creator && CanHear(strand, s, step)).ToList();
        _random.Shuffle(others);
        foreach (Strand other in others.DistinctBy(s => s.Creator).Take(count))
        {
            int known = Known(strand, other);
            if (known > 0)
            {
                named.Add(other.Chain[Math.Max(0, known - 1 - Lag())]);
            }
        }

        return named;
    }

    private static int Known(Strand strand, Strand other)
    {
        if (strand.Frozen is not null)
        {
            return strand.Frozen.GetValueOrDefault(other);
        }

        return other.Frozen is null ? other.Chain.Count : other.Frozen.GetValueOrDefault(other);
    }

    private bool CanHear(Strand strand, Strand other, int step) =>
        (other.Audience >> strand.Creator & 1) != 0
        && (_shape.Schedule != Schedule.Partitioned
            || strand.Creator % 2 == other.Creator % 2
            || step / Math.Max(5, _shape.Events / 8) % 2 == 1
            || _random.Chance(3));

    private int Lag()
    {
        int lag = 0;
        int percent = _shape.Schedule == Schedule.Skewed ? 50 : 10;
        while (_random.Chance(percent))
        {
            lag++;
        }

        return lag;
    }
}
