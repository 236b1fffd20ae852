namespace Hearsay.Hashgraph;

/// <summary>
/// Finds an event's round created, and for a witness the witnesses of the round before that it strongly sees: those
/// whose votes it collects.
///
/// Strongly seeing is inherited (Crary, Sees.v, "stsees"; consensus.md): what an ancestor strongly sees, its
/// descendants do. While an event sees no branch, it strongly sees by itself whatever an ancestor does, because it sees
/// every event that the ancestor saw; so the parents' sets only save comparisons, and may be incomplete. With a branch
/// in sight it may by itself see less than a parent: then the parents' sets are completed first, and it has them all.
/// </summary>
internal sealed class RoundAssignment
{
    private readonly GraphStores _stores;
    private readonly RoundWindow _rounds;
    private readonly StrongSight _sight;

    public RoundAssignment(GraphStores stores, RoundWindow rounds, StrongSight sight)
    {
        _stores = stores;
        _rounds = rounds;
        _sight = sight;
    }

    /// <summary>
    /// The round of an event whose row is filled, and whose parents' highest round is given. Fills its strongly seen
    /// sets: that of its own round, and for witnesses that of the round before.
    /// </summary>
    public int Assign(int slot, int selfParentRound, int highest)
    {
        ref EventRecord record = ref _stores.Events[slot];
        Span<ulong> seen = _stores.Rows.StronglySeen(record.Row);
        Span<ulong> before = _stores.Rows.StronglySeenBefore(record.Row);
        seen.Clear();
        before.Clear();
        if (highest == 0 || !_rounds.TryGet(highest, out WitnessRound round))
        {
            return Math.Max(highest, 1);
        }

        bool advances = record.SeesBranch
            ? AdvancesWithBranch(slot, round, seen, before)
            : Advances(slot, round, seen);
        if (advances)
        {
            seen.CopyTo(before);
            seen.Clear();
        }
        else if (highest > selfParentRound && !record.SeesBranch && _rounds.TryGet(highest - 1, out WitnessRound last))
        {
            InheritVotingSets(slot, round, before);
            _sight.Complete(last, record.Row, before);
        }

        return advances ? highest + 1 : highest;
    }

    private bool Advances(int slot, WitnessRound round, Span<ulong> seen)
    {
        ref EventRecord record = ref _stores.Events[slot];
        Inherit(record.SelfParent, round.Number, seen);
        foreach (ref readonly TimedParent parent in _stores.Rows.Parents(record.Row))
        {
            Inherit(parent.Event, round.Number, seen);
        }

        if (!_sight.CanReachSupermajority(round, record.Row, seen))
        {
            return false;
        }

        _sight.Complete(round, record.Row, seen);
        return _stores.Roster.IsSupermajority(_stores.Weights.Of(seen));
    }

    private bool AdvancesWithBranch(int slot, WitnessRound round, Span<ulong> seen, Span<ulong> before)
    {
        ref EventRecord record = ref _stores.Events[slot];
        InheritAll(record.SelfParent, round.Number, seen, before);
        foreach (ref readonly TimedParent parent in _stores.Rows.Parents(record.Row))
        {
            InheritAll(parent.Event, round.Number, seen, before);
        }

        _sight.Complete(round, record.Row, seen);
        if (_rounds.TryGet(round.Number - 1, out WitnessRound last))
        {
            _sight.Complete(last, record.Row, before);
        }

        return _stores.Roster.IsSupermajority(_stores.Weights.Of(seen));
    }

    /// <summary>Adds what a parent of a round is known to strongly see of it.</summary>
    private void Inherit(EventHandle parent, int round, Span<ulong> seen)
    {
        if (TryGetRow(parent, out int row, out int roundOfParent) && roundOfParent == round)
        {
            Add(seen, _stores.Rows.StronglySeen(row));
        }
    }

    /// <summary>Adds all that a parent strongly sees of a round, and of the round before.</summary>
    private void InheritAll(EventHandle parent, int round, Span<ulong> seen, Span<ulong> before)
    {
        if (!TryGetRow(parent, out int row, out int roundOfParent) || roundOfParent < round - 1)
        {
            return;
        }

        CompleteSightOf(parent.Slot);
        if (roundOfParent == round)
        {
            Add(seen, _stores.Rows.StronglySeen(row));
            Add(before, _stores.Rows.StronglySeenBefore(row));
        }
        else
        {
            Add(before, _stores.Rows.StronglySeen(row));
        }
    }

    /// <summary>Adds the voting sets of the parents' creators: their witnesses of the round are ancestors.</summary>
    private void InheritVotingSets(int slot, WitnessRound round, Span<ulong> before)
    {
        foreach (ref readonly TimedParent parent in _stores.Rows.Parents(_stores.Events[slot].Row))
        {
            ref EventRecord record = ref _stores.Events[parent.Event.Slot];
            if (record.Round == round.Number && !_stores.Branched.HasBranched(record.Creator))
            {
                Add(before, round.VotingSet(record.Creator));
            }
        }
    }

    /// <summary>
    /// Completes an event's sets, once: what it inherited when it came stands there already, what it strongly sees by
    /// itself does not change as the graph grows.
    /// </summary>
    private void CompleteSightOf(int slot)
    {
        ref EventRecord record = ref _stores.Events[slot];
        if (record.IsSightComplete)
        {
            return;
        }

        record.IsSightComplete = true;
        if (_rounds.TryGet(record.Round, out WitnessRound round))
        {
            _sight.Complete(round, record.Row, _stores.Rows.StronglySeen(record.Row));
        }

        if (_rounds.TryGet(record.Round - 1, out WitnessRound last))
        {
            _sight.Complete(last, record.Row, _stores.Rows.StronglySeenBefore(record.Row));
        }
    }

    private bool TryGetRow(EventHandle parent, out int row, out int round)
    {
        bool isCurrent = _stores.Events.IsCurrent(parent);
        row = isCurrent ? _stores.Events[parent.Slot].Row : -1;
        round = isCurrent ? _stores.Events[parent.Slot].Round : 0;
        return row >= 0;
    }

    private static void Add(Span<ulong> set, ReadOnlySpan<ulong> more)
    {
        for (int word = 0; word < set.Length; word++)
        {
            set[word] |= more[word];
        }
    }
}
