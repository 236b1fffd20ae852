namespace Hearsay.Hashgraph;

/// <summary>
/// Finds an event's round created and its voting set: the witnesses of the round before whose votes it collects.
///
/// The voting set is what the event strongly sees when it is the first of its round on its own account. An event that
/// has its round from a parent takes that parent's voting set: the self-parent's, else that of the first such creator
/// in the roster. This departs from SWIRLDS-TR-2016-01, where a witness collects from those that it strongly sees
/// itself. The proof there needs every collector to collect from a supermajority, and a witness that sees a branch its
/// parent did not see may strongly see fewer than its parent: with two branching members of seven, honest peers could
/// then decide one election both ways. A voting set in our sense is always what one event strongly sees, and always a
/// supermajority, which is all that the proof asks for.
///
/// Most of what an event strongly sees its parents saw already: their sets are taken over before anything is compared.
/// That holds only while the event sees no branch (with one in sight, a creator that counted for a parent may count no
/// more), else everything is compared.
/// </summary>
internal sealed class RoundAssignment
{
    private readonly LaneTable _lanes;
    private readonly RowStore _rows;
    private readonly EventStore _events;
    private readonly BranchSight _branches;
    private readonly StrongSight _sight;

    public RoundAssignment(
        LaneTable lanes, RowStore rows, EventStore events, BranchSight branches, StrongSight sight)
    {
        _lanes = lanes;
        _rows = rows;
        _events = events;
        _branches = branches;
        _sight = sight;
    }

    /// <summary>
    /// True when the event in <paramref name="row"/> strongly sees witnesses of its parents' highest round with a
    /// supermajority, and so is of the next round. Fills the event's strongly seen set.
    /// </summary>
    public bool Advances(int row, EventHandle selfParent, ReadOnlySpan<OtherParent> otherParents, WitnessRound round)
    {
        Span<ulong> seen = _rows.StronglySeen(row);
        ReadOnlySpan<int> lastAncestors = _rows.LastAncestors(row);
        if (_branches.SeesNone(lastAncestors))
        {
            Inherit(seen, round, selfParent);
            foreach (ref readonly OtherParent parent in otherParents)
            {
                Inherit(seen, round, parent.Event);
            }
        }

        if (!_sight.CanReachSupermajority(round, lastAncestors, seen))
        {
            return false;
        }

        _sight.Complete(round, lastAncestors, seen);
        return _sight.IsSupermajority(seen);
    }

    /// <summary>
    /// The lane whose witness of round <paramref name="number"/> holds the voting set of an event that has its round
    /// from a parent: the self-parent's when that is of the round, else that of the other-parent of the round whose
    /// creator comes first in the roster.
    /// </summary>
    public int VotingLaneOf(int number, EventHandle selfParent, ReadOnlySpan<OtherParent> otherParents)
    {
        if (selfParent.IsSome && _events[selfParent.Slot].Round == number)
        {
            return _events[selfParent.Slot].VotingLane;
        }

        int first = int.MaxValue;
        int lane = -1;
        foreach (ref readonly OtherParent parent in otherParents)
        {
            ref EventRecord record = ref _events[parent.Event.Slot];
            int creator = _lanes[record.Lane].Creator;
            if (record.Round == number && creator < first)
            {
                first = creator;
                lane = record.VotingLane;
            }
        }

        return lane;
    }

    /// <summary>Adds what a parent of the same round is known to strongly see of it.</summary>
    private void Inherit(Span<ulong> seen, WitnessRound round, EventHandle parent)
    {
        if (!parent.IsSome)
        {
            return;
        }

        ref EventRecord record = ref _events[parent.Slot];
        if (record.Row >= 0 && record.Round == round.Number)
        {
            Add(seen, _rows.StronglySeen(record.Row));
        }
    }

    private static void Add(Span<ulong> set, ReadOnlySpan<ulong> more)
    {
        for (int word = 0; word < set.Length; word++)
        {
            set[word] |= more[word];
        }
    }
}
