namespace Hearsay.Hashgraph;

/// <summary>
/// Decides whether an event can be added, and where: at the end of its self-parent's lane, or, when something follows
/// the self-parent already, on a new lane for a branch. Changes nothing.
/// </summary>
internal sealed class Admission
{
    /// <summary>The lane that an admitted event needs opened for it.</summary>
    public const int NewLane = -1;

    private readonly Roster _roster;
    private readonly LaneTable _lanes;
    private readonly EventStore _events;
    private readonly int[] _parentOfCreator;
    private int _checks;

    public Admission(Roster roster, LaneTable lanes, EventStore events)
    {
        _roster = roster;
        _lanes = lanes;
        _events = events;
        _parentOfCreator = new int[roster.Count];
    }

    /// <summary>Checks an event; when it can be inserted, says its lane; when it is a duplicate, where it is.</summary>
    public InsertOutcome Check(
        in NewEvent newEvent,
        ReadOnlySpan<OtherParent> otherParents,
        int liveEventsMax,
        out int lane,
        out EventHandle twin)
    {
        lane = NewLane;
        twin = EventHandle.None;
        if (newEvent.Creator.Value < 0 || newEvent.Creator.Value >= _roster.Count)
        {
            return InsertOutcome.UnknownCreator;
        }

        InsertOutcome outcome = CheckSelfParent(newEvent);
        outcome = outcome == InsertOutcome.Inserted ? CheckOtherParents(newEvent, otherParents) : outcome;
        return outcome == InsertOutcome.Inserted ? FindLane(newEvent, liveEventsMax, out lane, out twin) : outcome;
    }

    private InsertOutcome CheckSelfParent(in NewEvent newEvent)
    {
        long earliest = 0;
        int sequence = 0;
        if (newEvent.SelfParent.IsSome)
        {
            if (!_events.IsCurrent(newEvent.SelfParent))
            {
                return InsertOutcome.UnknownSelfParent;
            }

            ref EventRecord parent = ref _events[newEvent.SelfParent.Slot];
            if (_lanes[parent.Lane].Creator != newEvent.Creator.Value)
            {
                return InsertOutcome.ForeignSelfParent;
            }

            sequence = parent.Sequence + 1;
            earliest = parent.CreatedAt + 1;
        }

        return newEvent.Sequence.Value != sequence ? InsertOutcome.SequenceGap
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
            if (!_events.IsCurrent(parent.Event))
            {
                return InsertOutcome.UnknownOtherParent;
            }

            int creator = _lanes[_events[parent.Event.Slot].Lane].Creator;
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

    private InsertOutcome FindLane(in NewEvent newEvent, int liveEventsMax, out int lane, out EventHandle twin)
    {
        lane = NewLane;
        twin = EventHandle.None;
        int trunk = newEvent.SelfParent.IsSome ? _events[newEvent.SelfParent.Slot].Lane : newEvent.Creator.Value;
        if (IsNextOf(trunk, newEvent))
        {
            lane = trunk;
            return _lanes.LiveAfterNext(lane, newEvent.Sequence.Value) > liveEventsMax
                ? InsertOutcome.TooManyUnreceived
                : InsertOutcome.Inserted;
        }

        if (HasTwin(newEvent, trunk, out twin))
        {
            return InsertOutcome.Duplicate;
        }

        return _lanes.IsFull ? InsertOutcome.TooManyBranches : InsertOutcome.Inserted;
    }

    private bool IsNextOf(int lane, in NewEvent newEvent) => newEvent.SelfParent.IsSome
        ? _lanes[lane].HeadSlot == newEvent.SelfParent.Slot
        : _lanes[lane].HeadSequence < 0;

    /// <summary>
    /// Looks among the events that follow the same self-parent: one on its lane, the others first on theirs.
    /// </summary>
    private bool HasTwin(in NewEvent newEvent, int trunk, out EventHandle twin)
    {
        twin = EventHandle.None;
        if (newEvent.SelfParent.IsSome)
        {
            int next = _events[newEvent.SelfParent.Slot].Next;
            twin = _events.HandleOf(next);
            if (_events[next].Hash == newEvent.Hash)
            {
                return true;
            }
        }
        else if (_lanes[trunk].FirstHash == newEvent.Hash)
        {
            twin = _lanes[trunk].FirstEvent;
            return true;
        }

        return IsFirstOfBranch(newEvent, out twin);
    }

    private bool IsFirstOfBranch(in NewEvent newEvent, out EventHandle twin)
    {
        for (int lane = _roster.Count; lane < _lanes.Count; lane++)
        {
            if (_lanes[lane].FirstHash == newEvent.Hash && _lanes[lane].Creator == newEvent.Creator.Value)
            {
                twin = _lanes[lane].FirstEvent;
                return true;
            }
        }

        twin = EventHandle.None;
        return false;
    }
}
