namespace Hearsay.Hashgraph;

/// <summary>Where an admitted event goes.</summary>
internal enum EventPlace
{
    /// <summary>At the end of a chain.</summary>
    Next,

    /// <summary>Beside another event: it opens a branch.</summary>
    Branch,
}

/// <summary>
/// Decides whether an event can be added, and where: as the next of its chain or, when something follows its
/// self-parent already, as a branch. Changes nothing.
/// </summary>
internal sealed class Admission
{
    private readonly GraphStores _stores;
    private readonly long[] _parentOfCreator;
    private readonly int _liveEventsMax;
    private long _checks;

    /// <param name="stores">The graph.</param>
    /// <param name="liveEventsMax">Events of one member that may have rows.</param>
    public Admission(GraphStores stores, int liveEventsMax)
    {
        _stores = stores;
        _liveEventsMax = liveEventsMax;
        _parentOfCreator = new long[stores.Roster.Count];
    }

    /// <summary>
    /// Checks an event; when it can be inserted, says where; when it is a duplicate, which one is there.
    /// </summary>
    public InsertOutcome Check(
        in NewEvent newEvent, ReadOnlySpan<OtherParent> otherParents, out EventPlace place, out EventHandle twin)
    {
        place = EventPlace.Next;
        twin = EventHandle.None;
        if (newEvent.Creator.Value < 0 || newEvent.Creator.Value >= _stores.Roster.Count)
        {
            return InsertOutcome.UnknownCreator;
        }

        InsertOutcome outcome = CheckSelfParent(newEvent);
        outcome = outcome == InsertOutcome.Inserted ? CheckOtherParents(newEvent, otherParents) : outcome;
        outcome = outcome == InsertOutcome.Inserted ? FindPlace(newEvent, out place, out twin) : outcome;
        return outcome == InsertOutcome.Inserted && _stores.Chains[newEvent.Creator.Value].Live >= _liveEventsMax
            ? InsertOutcome.TooManyUnreceived
            : outcome;
    }

    private InsertOutcome CheckSelfParent(in NewEvent newEvent)
    {
        long earliest = 0;
        int sequence = 0;
        if (newEvent.SelfParent.IsSome)
        {
            if (!_stores.Events.IsCurrent(newEvent.SelfParent))
            {
                return InsertOutcome.UnknownSelfParent;
            }

            ref EventRecord parent = ref _stores.Events[newEvent.SelfParent.Slot];
            if (parent.Creator != newEvent.Creator.Value)
            {
                return InsertOutcome.ForeignSelfParent;
            }

            sequence = parent.Sequence + 1;
            earliest = parent.CreatedAt + 1;
        }

        return newEvent.Sequence.Value != sequence ? InsertOutcome.SequenceGap
            : sequence > Limits.SequenceMax ? InsertOutcome.EpochTooLong
            : newEvent.CreatedAt.Value < earliest ? InsertOutcome.TimeNotAfterSelfParent
            : newEvent.CreatedAt.Value > Limits.CreatedAtMaxMicros ? InsertOutcome.TimeTooLate
            : InsertOutcome.Inserted;
    }

    private InsertOutcome CheckOtherParents(in NewEvent newEvent, ReadOnlySpan<OtherParent> otherParents)
    {
        if (otherParents.Length > Limits.OtherParentsMax)
        {
            return InsertOutcome.TooManyParents;
        }

        _checks++;
        foreach (ref readonly OtherParent parent in otherParents)
        {
            if (!_stores.Events.IsCurrent(parent.Event))
            {
                return InsertOutcome.UnknownOtherParent;
            }

            int creator = _stores.Events[parent.Event.Slot].Creator;
            if (creator == newEvent.Creator.Value)
            {
                return InsertOutcome.OwnOtherParent;
            }

            if (parent.Age.Value < 0)
            {
                return InsertOutcome.NegativeAge;
            }

            if (_parentOfCreator[creator] == _checks)
            {
                return InsertOutcome.TwoParentsOfOneCreator;
            }

            _parentOfCreator[creator] = _checks;
        }

        return InsertOutcome.Inserted;
    }

    private InsertOutcome FindPlace(in NewEvent newEvent, out EventPlace place, out EventHandle twin)
    {
        (EventHandle there, bool isTaken, bool isTwin) = newEvent.SelfParent.IsSome
            ? Behind(newEvent.SelfParent, newEvent.Hash)
            : AtFirst(newEvent);
        place = isTaken ? EventPlace.Branch : EventPlace.Next;
        twin = there;
        if (isTwin || (isTaken && _stores.BranchStarts.TryGetValue(newEvent.Hash, out twin)))
        {
            return InsertOutcome.Duplicate;
        }

        // What followed the self-parent was dropped as too old: nobody can say any more whether this is the same.
        bool isUncertain = isTaken && newEvent.SelfParent.IsSome && !_stores.Events.IsCurrent(there);
        twin = EventHandle.None;
        return isUncertain ? InsertOutcome.UnknownSelfParent : InsertOutcome.Inserted;
    }

    private (EventHandle There, bool IsTaken, bool IsTwin) Behind(EventHandle selfParent, EventHash hash)
    {
        EventHandle next = _stores.Events[selfParent.Slot].Next;
        return (next, next.IsSome, _stores.Events.IsCurrent(next) && _stores.Events[next.Slot].Hash == hash);
    }

    private (EventHandle There, bool IsTaken, bool IsTwin) AtFirst(in NewEvent newEvent)
    {
        ref MemberChain chain = ref _stores.Chains[newEvent.Creator.Value];
        return (chain.FirstEvent, chain.HasFirst, chain.HasFirst && chain.FirstHash == newEvent.Hash);
    }
}
