namespace Hearsay.Hashgraph;

/// <summary>
/// Finds an event's round created, and for a new witness the witnesses of the round before that it strongly sees.
///
/// Most of what an event strongly sees its parents saw already: their sets are taken over before anything is compared.
/// That holds only while the event sees no branch (with one in sight, a creator that counted for a parent may count no
/// more), else everything is compared.
/// </summary>
internal sealed class RoundAssignment
{
    private readonly RowStore _rows;
    private readonly EventStore _events;
    private readonly BranchSight _branches;
    private readonly RoundWindow _rounds;
    private readonly StrongSight _sight;

    public RoundAssignment(
        RowStore rows, EventStore events, BranchSight branches, RoundWindow rounds, StrongSight sight)
    {
        _rows = rows;
        _events = events;
        _branches = branches;
        _rounds = rounds;
        _sight = sight;
    }

    /// <summary>
    /// The round of the event in <paramref name="row"/>, whose strongly seen set it fills. For an event all of whose
    /// parents are of rounds before the last decided one this is a lower bound: nobody can strongly see a witness that
    /// comes so late, and nothing else asks.
    /// </summary>
    /// <param name="highest">The highest round among the parents; 0 without parents.</param>
    public int RoundOf(int row, EventHandle selfParent, ReadOnlySpan<OtherParent> otherParents, int highest)
    {
        Span<ulong> seen = _rows.StronglySeen(row);
        seen.Clear();
        if (highest < _rounds.First)
        {
            return Math.Max(highest, 1);
        }

        WitnessRound round = _rounds[highest];
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
            return highest;
        }

        _sight.Complete(round, lastAncestors, seen);
        return _sight.IsSupermajority(seen) ? highest + 1 : highest;
    }

    /// <summary>Fills the voting set of a witness that did not advance over its parents' highest round.</summary>
    public void FillVotingSet(
        Span<ulong> votingSet, int row, int number, EventHandle selfParent, ReadOnlySpan<OtherParent> otherParents)
    {
        WitnessRound before = _rounds[number - 1];
        ReadOnlySpan<int> lastAncestors = _rows.LastAncestors(row);
        if (_branches.SeesNone(lastAncestors))
        {
            Inherit(votingSet, before, selfParent);
            foreach (ref readonly OtherParent parent in otherParents)
            {
                Inherit(votingSet, before, parent.Event);
            }
        }

        _sight.Complete(before, lastAncestors, votingSet);
    }

    /// <summary>Adds what a parent strongly sees of <paramref name="round"/>, as far as it is kept.</summary>
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
        else if (record.Round == round.Number + 1)
        {
            WitnessRound next = _rounds[record.Round];
            if (next.WitnessSequence[record.Lane] <= record.Sequence)
            {
                Add(seen, next.VotingSet(record.Lane));
            }
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
