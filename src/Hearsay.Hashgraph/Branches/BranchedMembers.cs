using System.Runtime.InteropServices;

namespace Hearsay.Hashgraph;

/// <summary>
/// The members of whom the graph holds a branch. Each goes through three stages: *active*, while some of the events
/// that still matter may see one of its chains and no branch; *convicted*, from the round in which a candidate for
/// judge has the branch in sight; *retired*, once that round is released: then everything that still matters has the
/// branch in sight, the member's events count for nothing, and nothing needs to be kept of it. A retired member gives
/// its place back.
/// </summary>
internal sealed class BranchedMembers
{
    private const int NotActive = -1;

    private readonly int[] _places;
    private readonly bool[] _hasBranched;
    private readonly bool[] _isConvicted;
    private readonly List<int> _members = [];
    private readonly List<int> _active = [];
    private Tip[] _released = [];

    public BranchedMembers(int members)
    {
        _places = new int[members];
        _hasBranched = new bool[members];
        _isConvicted = new bool[members];
        Array.Fill(_places, NotActive);
    }

    /// <summary>True when any member branched.</summary>
    public bool Any { get; private set; }

    /// <summary>The places of the active ones, ascending.</summary>
    public ReadOnlySpan<int> ActivePlaces => CollectionsMarshal.AsSpan(_active);

    /// <summary>Places in use or free, all below this.</summary>
    public int Places => _members.Count;

    /// <summary>The summed weight of the active ones.</summary>
    public long ActiveWeight { get; private set; }

    public bool HasBranched(int member) => _hasBranched[member];

    public bool IsConvicted(int member) => _isConvicted[member];

    /// <summary>True for a member whose place says what events have of it.</summary>
    public bool IsActive(int member) => _places[member] != NotActive;

    /// <summary>An active member's place in <see cref="RowStore.Tips"/>.</summary>
    public int PlaceOf(int member) => _places[member];

    /// <summary>The member at an active place.</summary>
    public int MemberAt(int place) => _members[place];

    /// <summary>What is released of the active member at a place.</summary>
    public ref Tip ReleasedAt(int place) => ref _released[place];

    /// <summary>Makes a member active; returns its place.</summary>
    public int Add(int member, int weight, Tip released)
    {
        Invariant.Check(!_hasBranched[member], "a member is found to have branched once");
        int place = FreePlace();
        _members[place] = member;
        _released[place] = released;
        _places[member] = place;
        _hasBranched[member] = true;
        _active.Add(place);
        _active.Sort();
        ActiveWeight += weight;
        Any = true;
        return place;
    }

    /// <summary>Convicts an active member; false when it was before.</summary>
    public bool TryConvict(int member)
    {
        bool isNew = !_isConvicted[member];
        _isConvicted[member] = true;
        return isNew;
    }

    /// <summary>Frees the place of a convicted member.</summary>
    public void Retire(int member, int weight)
    {
        Invariant.Check(_isConvicted[member] && IsActive(member), "only a convicted member retires, and once");
        _active.Remove(_places[member]);
        _places[member] = NotActive;
        ActiveWeight -= weight;
    }

    private int FreePlace()
    {
        for (int place = 0; place < _members.Count; place++)
        {
            if (!_active.Contains(place))
            {
                return place;
            }
        }

        _members.Add(NotActive);
        Array.Resize(ref _released, Math.Max(_members.Count, 2 * _released.Length));
        return _members.Count - 1;
    }
}
