namespace Hearsay.Hashgraph;

/// <summary>
/// Which members branched, and who sees it. An event sees a branch when its ancestors by one creator are not one chain:
/// it has ancestors on two lanes of that creator, and neither lane's part leads to the other's. Only members known to
/// have branched are looked at, so an honest session pays one comparison.
/// </summary>
internal sealed class BranchSight
{
    private readonly LaneTable _lanes;
    private readonly bool _seesBranches;
    private readonly List<int>?[] _lanesOfBranched;

    public BranchSight(LaneTable lanes, int members, bool seesBranches)
    {
        _lanes = lanes;
        _seesBranches = seesBranches;
        _lanesOfBranched = new List<int>?[members];
    }

    /// <summary>Members that branched, in the order in which it was found out.</summary>
    public List<int> Branched { get; } = [];

    /// <summary>Lanes of a member that branched, its first one first; null for all others.</summary>
    public List<int>? LanesOf(int member) => _lanesOfBranched[member];

    /// <summary>Notes that <paramref name="lane"/> is a branch by <paramref name="member"/>.</summary>
    public void Add(int member, int lane)
    {
        if (_lanesOfBranched[member] is not List<int> lanes)
        {
            lanes = [member];
            _lanesOfBranched[member] = lanes;
            Branched.Add(member);
        }

        lanes.Add(lane);
    }

    /// <summary>True when an event with these ancestors sees no branch at all.</summary>
    public bool SeesNone(ReadOnlySpan<int> lastAncestors)
    {
        foreach (int member in Branched)
        {
            if (Sees(lastAncestors, member))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True when an event with these ancestors sees a branch by <paramref name="member"/>.</summary>
    public bool Sees(ReadOnlySpan<int> lastAncestors, int member)
    {
        if (!_seesBranches || _lanesOfBranched[member] is not List<int> lanes)
        {
            return false;
        }

        // The ancestors are one chain exactly when the newest of them leads back over every lane that has any.
        int tip = TipOf(lastAncestors, lanes);
        foreach (int lane in lanes)
        {
            if (HasAny(lastAncestors, lane) && !LeadsBackTo(tip, lane, lastAncestors[lane]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The lane that holds the newest ancestor; the first lane when there is none.</summary>
    private int TipOf(ReadOnlySpan<int> lastAncestors, List<int> lanes)
    {
        int tip = lanes[0];
        foreach (int lane in lanes)
        {
            bool isNewer = !HasAny(lastAncestors, tip) || lastAncestors[lane] > lastAncestors[tip];
            if (HasAny(lastAncestors, lane) && isNewer)
            {
                tip = lane;
            }
        }

        return tip;
    }

    private bool HasAny(ReadOnlySpan<int> lastAncestors, int lane) =>
        lastAncestors[lane] >= _lanes[lane].FirstSequence;

    /// <summary>
    /// True when the chain that ends in lane <paramref name="tip"/> passes lane, sequence and nothing later.
    /// </summary>
    private bool LeadsBackTo(int tip, int lane, int sequence)
    {
        while (tip != lane)
        {
            int leavesAfter = _lanes[tip].FirstSequence - 1;
            tip = _lanes[tip].ParentLane;
            if (tip == lane)
            {
                return sequence <= leavesAfter;
            }

            if (tip < 0)
            {
                return false;
            }
        }

        return true;
    }
}
