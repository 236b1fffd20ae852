namespace Hearsay.Hashgraph.Tests;

/// <summary>Ancestors, branches, sees and strongly sees, as whole sets of events.</summary>
public sealed class Ancestry
{
    private readonly TestGraph _graph;
    private readonly EventSet[] _ancestors;
    private readonly EventSet[] _selfAncestors;
    private readonly EventSet[] _byCreator;
    private readonly List<TestEvent>[] _upwards;
    private readonly bool[,] _knowsBranch;
    private readonly Dictionary<TestEvent, EventSet> _thatSee = [];
    private readonly Dictionary<(TestEvent Of, TestEvent Seen), bool> _stronglySees = [];

    public Ancestry(TestGraph graph)
    {
        _graph = graph;
        int count = graph.Events.Count;
        _ancestors = new EventSet[count];
        _selfAncestors = new EventSet[count];
        _byCreator = Enumerable.Range(0, graph.Members).Select(_ => new EventSet(count)).ToArray();
        _upwards = Enumerable.Range(0, graph.Members).Select(_ => new List<TestEvent>()).ToArray();
        _knowsBranch = new bool[count, graph.Members];
        foreach (TestEvent e in graph.Events)
        {
            _byCreator[e.Creator].Add(e);
            _upwards[e.Creator].Add(e);
        }

        foreach (TestEvent e in graph.Events)
        {
            Add(e);
        }
    }

    /// <summary>The event itself, its parents, their parents and so on.</summary>
    public EventSet AncestorsOf(TestEvent y) => _ancestors[y.Index];

    public bool IsAncestor(TestEvent x, TestEvent y) => _ancestors[y.Index].Contains(x);

    /// <summary>Some two ancestors of y by this member form a branch.</summary>
    public bool KnowsBranch(TestEvent y, int member) => _knowsBranch[y.Index, member];

    public bool Sees(TestEvent y, TestEvent x) => IsAncestor(x, y) && !KnowsBranch(y, x.Creator);

    /// <summary>
    /// Some ancestor w of y, y itself included, has events z, of creators with a supermajority: w sees z and z sees x.
    /// </summary>
    public bool StronglySees(TestEvent y, TestEvent x)
    {
        if (!IsAncestor(x, y))
        {
            return false;
        }

        if (!_stronglySees.TryGetValue((y, x), out bool does))
        {
            does = StronglySeesByItself(y, x) || y.Parents().Any(parent => StronglySees(parent, x));
            _stronglySees[(y, x)] = does;
        }

        return does;
    }

    /// <summary>There are events z, of creators with a supermajority: w sees z and z sees x.</summary>
    public bool StronglySeesByItself(TestEvent w, TestEvent x)
    {
        EventSet between = AncestorsOf(w).Intersect(ThatSee(x));
        long weight = 0;
        for (int member = 0; member < _graph.Members; member++)
        {
            if (!KnowsBranch(w, member) && between.Overlaps(_byCreator[member]))
            {
                weight += _graph.Weights[member];
            }
        }

        return _graph.Roster.IsSupermajority(weight);
    }

    private void Add(TestEvent e)
    {
        EventSet ancestors = new(_graph.Events.Count);
        ancestors.Add(e);
        foreach (TestEvent parent in e.Parents())
        {
            ancestors.UnionWith(_ancestors[parent.Index]);
        }

        EventSet selfAncestors = new(_graph.Events.Count);
        selfAncestors.Add(e);
        if (e.SelfParent is not null)
        {
            selfAncestors.UnionWith(_selfAncestors[e.SelfParent.Index]);
        }

        _ancestors[e.Index] = ancestors;
        _selfAncestors[e.Index] = selfAncestors;
        for (int member = 0; member < _graph.Members; member++)
        {
            _knowsBranch[e.Index, member] = HoldsBranch(ancestors, member);
        }
    }

    // Events of one creator hold no branch exactly when all of them are self-ancestors of the one highest up.
    private bool HoldsBranch(EventSet ancestors, int member)
    {
        TestEvent? highest = null;
        foreach (TestEvent e in _upwards[member].Where(ancestors.Contains))
        {
            highest = highest is null || e.Sequence > highest.Sequence ? e : highest;
        }

        return highest is not null
            && !ancestors.Intersect(_byCreator[member]).IsSubsetOf(_selfAncestors[highest.Index]);
    }

    private EventSet ThatSee(TestEvent x)
    {
        if (!_thatSee.TryGetValue(x, out EventSet? seeing))
        {
            seeing = new EventSet(_graph.Events.Count);
            foreach (TestEvent z in _graph.Events.Where(z => Sees(z, x)))
            {
                seeing.Add(z);
            }

            _thatSee[x] = seeing;
        }

        return seeing;
    }
}
