using System.Numerics;

namespace Hearsay.Hashgraph;

/// <summary>
/// The hashgraph of one epoch: takes events, parents first, and yields decided rounds. The same events in any
/// topological order give the same rounds. One thread at a time; no clock, no I/O, no randomness.
/// </summary>
/// <remarks>
/// Source: Baird, SWIRLDS-TR-2016-01. What each event needs to know is kept as a row with one entry per self-chain
/// ("lane"); consensus.md in the design describes the data structures. Everything an event changes happens when it is
/// inserted, and a round is ordered when it is taken.
/// </remarks>
public sealed class EventGraph
{
    private readonly EventStore _events;
    private readonly RowStore _rows;
    private readonly LaneTable _lanes;
    private readonly BranchSight _branches;
    private readonly LaneWeights _weights;
    private readonly LaneWeights _honestWeights;
    private readonly Admission _admission;
    private readonly AncestryMerge _merge;
    private readonly RoundWindow _rounds;
    private readonly SightRecorder _recorder;
    private readonly StrongSight _sight;
    private readonly RoundAssignment _assignment;
    private readonly FameElection _election;
    private readonly JudgePanel _judges;
    private readonly RoundOrderer _orderer;
    private readonly RowRelease _release;

    /// <summary>An empty graph for <paramref name="roster"/>.</summary>
    public EventGraph(Roster roster, EventGraphOptions? options = null)
    {
        options ??= new EventGraphOptions();
        BrokenRules broken = options.Broken;
        roster = roster.WithQuorum(broken.QuorumThirds);
        int stride = VectorWidth.Stride(roster.Count);
        int planes = LaneWeights.PlanesFor(roster);
        Roster = roster;
        _events = new EventStore(options.LinkableEventsMax);
        _rows = new RowStore(stride);
        _lanes = new LaneTable(roster.Count, stride);
        _branches = new BranchSight(_lanes, roster.Count, broken.SeesBranches);
        _weights = new LaneWeights(planes, stride / 64);
        _honestWeights = new LaneWeights(planes, stride / 64);
        _admission = new Admission(roster, _lanes, _events);
        _merge = new AncestryMerge(_lanes, _rows);
        _rounds = new RoundWindow(stride);
        _recorder = new SightRecorder(_lanes, _branches, roster);
        _sight = new StrongSight(roster, _lanes, _branches, _honestWeights, stride);
        _assignment = new RoundAssignment(_lanes, _rows, _events, _branches, _sight);
        ICoin? coin = broken.ThrowsCoins ? options.Coin : null;
        _election = new FameElection(roster, _lanes, _branches, _weights, _rounds, coin);
        _judges = new JudgePanel(_lanes, _rows, _events, _branches, roster);
        _orderer = new RoundOrderer(_lanes, _rows, _events, _judges);
        _release = new RowRelease(_lanes, _rows, _events);
        for (int lane = 0; lane < roster.Count; lane++)
        {
            int weight = roster.WeightOf(new MemberIndex(lane));
            _weights.Set(lane, weight);
            _honestWeights.Set(lane, weight);
        }
    }

    /// <summary>The members and weights this graph was made for.</summary>
    public Roster Roster { get; }

    /// <summary>The last decided round that was taken; 0 before the first.</summary>
    public Round LastDecidedRound { get; private set; }

    /// <summary>The highest round of any event; 0 in an empty graph.</summary>
    public Round HighestRound => new(_rounds.Last);

    /// <summary>Events inserted so far.</summary>
    public long InsertedEvents { get; private set; }

    /// <summary>Events inserted and not yet received by a decided round that was taken.</summary>
    public int UnreceivedEvents => (int)(InsertedEvents - _orderer.ReceivedEvents);

    /// <summary>
    /// Self-chains: one per member, and one more for each branch. Row entries have one place per lane.
    /// </summary>
    public int Lanes => _lanes.Count;

    /// <summary>Adds an event whose parents are in the graph.</summary>
    /// <param name="newEvent">The event.</param>
    /// <param name="otherParents">At most one per creator, in any order.</param>
    /// <param name="handle">
    /// The new event's handle; for <see cref="InsertOutcome.Duplicate"/> that of the one there (stale when it was
    /// dropped).
    /// </param>
    public InsertOutcome TryInsert(
        in NewEvent newEvent, ReadOnlySpan<OtherParent> otherParents, out EventHandle handle)
    {
        InsertOutcome outcome =
            _admission.Check(newEvent, otherParents, LiveEventsPerLaneMax, out int lane, out handle);
        if (outcome != InsertOutcome.Inserted)
        {
            return outcome;
        }

        if (!HasRoomForRow())
        {
            return InsertOutcome.TooManyUnreceived;
        }

        lane = lane == Admission.NewLane ? OpenBranch(newEvent) : lane;
        int slot = _events.Take();
        handle = _events.HandleOf(slot);
        Fill(slot, lane, newEvent, otherParents);
        AssignRound(slot, newEvent, otherParents);
        InsertedEvents++;
        return outcome;
    }

    /// <summary>
    /// Takes the next decided round, if there is one that was not taken yet. Take rounds as they come: events are let
    /// go only when the round that received them is taken.
    /// </summary>
    public bool TryTakeRound(OrderedRound destination)
    {
        int number = LastDecidedRound.Number + 1;
        if (_rounds.Last < number + 2 || _rounds[number].Undecided.AsSpan().ContainsAnyExcept(0UL))
        {
            return false;
        }

        WitnessRound round = _rounds[number];
        _orderer.Order(round, destination, _release.Received);
        LastDecidedRound = new Round(number);
        _release.AfterRound(round, destination.Events.Length);
        _rounds.DropBefore(number);
        return true;
    }

    /// <summary>
    /// True while the event can be named as a parent. Events stay linkable until
    /// <see cref="EventGraphOptions.LinkableEventsMax"/> younger ones were released; the newest of a lane always is.
    /// </summary>
    public bool IsLinkable(EventHandle handle) => _events.IsCurrent(handle);

    /// <summary>True when the event is received by a decided round (or dropped since).</summary>
    public bool IsReceived(EventHandle handle) => !_events.IsCurrent(handle)
        || _events[handle.Slot].Sequence <= _lanes[_events[handle.Slot].Lane].Received;

    /// <summary>
    /// The event's round created; a lower bound for one all of whose parents were of rounds before the last decided
    /// one: nobody can strongly see a witness that comes so late, and nothing else asks. The handle is linkable.
    /// </summary>
    public Round RoundOf(EventHandle handle) => new(_events[Current(handle)].Round);

    /// <summary>
    /// For each lane (lanes 0 … members-1 are the members' first chains) the highest sequence among the event's
    /// ancestors, less than its lane's first for none; of what is released it may claim more than there is. Empty once
    /// the event's row is released. Valid until the next insertion. The handle is linkable.
    /// </summary>
    public ReadOnlySpan<int> LastAncestors(EventHandle handle)
    {
        int row = _events[Current(handle)].Row;
        return row < 0 ? default : _rows.LastAncestors(row)[.._lanes.Count];
    }

    /// <summary>The lane of an event. The handle is linkable.</summary>
    public int LaneOf(EventHandle handle) => _events[Current(handle)].Lane;

    /// <summary>True when the graph holds a branch by this member.</summary>
    public bool HasBranched(MemberIndex member) => _branches.LanesOf(member.Value) is not null;

    /// <summary>Who is told of the tallies of the elections; see <see cref="FameElection.Observer"/>.</summary>
    internal IElectionObserver? ElectionObserver
    {
        set => _election.Observer = value;
    }

    private int LiveEventsPerLaneMax =>
        Math.Min(Limits.LiveEventsPerLaneMax, Math.Max(256, Limits.LiveEventPlacesMax / _rows.Stride));

    private int Current(EventHandle handle)
    {
        Invariant.Check(_events.IsCurrent(handle), "a query needs the handle of an event that the graph still holds");
        return handle.Slot;
    }

    private bool HasRoomForRow()
    {
        long live = InsertedEvents - _orderer.ReceivedEvents + _release.Received.Count;
        return live * _rows.Stride * (sizeof(int) + sizeof(long)) < Limits.LiveRowBytesMax;
    }

    private void Fill(int slot, int lane, in NewEvent newEvent, ReadOnlySpan<OtherParent> otherParents)
    {
        int sequence = newEvent.Sequence.Value;
        int row = _rows.Take(slot);
        int selfParentRow = -1;
        int generation = -1;
        long earliest = long.MinValue;
        if (newEvent.SelfParent.IsSome)
        {
            ref EventRecord parent = ref _events[newEvent.SelfParent.Slot];
            selfParentRow = parent.Row;
            generation = parent.Generation;
            earliest = parent.CreatedAt;
            parent.Next = parent.Lane == lane ? slot : parent.Next;
        }

        generation = Math.Max(generation, StartMerge(newEvent.CreatedAt.Value, earliest, otherParents));
        _merge.Fill(row, selfParentRow, lane);
        _rows.LastAncestors(row)[lane] = sequence;
        _rows.ReceivedAt(row)[lane] = newEvent.CreatedAt.Value;
        _lanes.Append(lane, sequence, slot, row);
        ref EventRecord record = ref _events[slot];
        record.Hash = newEvent.Hash;
        record.CreatedAt = newEvent.CreatedAt.Value;
        record.Tag = newEvent.Tag;
        record.Lane = lane;
        record.Sequence = sequence;
        record.Generation = generation + 1;
        record.Row = row;
        record.Next = -1;
        if (sequence == _lanes[lane].FirstSequence)
        {
            _lanes[lane].FirstHash = newEvent.Hash;
            _lanes[lane].FirstEvent = _events.HandleOf(slot);
        }
    }

    /// <summary>
    /// Hands the other-parents with their receipt times to the merge; returns their highest generation.
    /// </summary>
    private int StartMerge(long createdAt, long earliest, ReadOnlySpan<OtherParent> otherParents)
    {
        int generation = -1;
        _merge.Start();
        foreach (ref readonly OtherParent other in otherParents)
        {
            ref EventRecord parent = ref _events[other.Event.Slot];
            generation = Math.Max(generation, parent.Generation);
            if (parent.Row >= 0)
            {
                _merge.AddParent(parent.Row, Math.Max(createdAt - other.Age.Value, earliest));
            }
        }

        return generation;
    }

    private void AssignRound(int slot, in NewEvent newEvent, ReadOnlySpan<OtherParent> otherParents)
    {
        ref EventRecord record = ref _events[slot];
        ReadOnlySpan<int> lastAncestors = _rows.LastAncestors(record.Row);
        for (int number = _rounds.First; number <= _rounds.Last; number++)
        {
            _recorder.Record(_rounds[number], _merge.Before, lastAncestors, record.Lane, record.Sequence);
        }

        int selfRound = newEvent.SelfParent.IsSome ? _events[newEvent.SelfParent.Slot].Round : 0;
        int highest = selfRound;
        foreach (ref readonly OtherParent parent in otherParents)
        {
            highest = Math.Max(highest, _events[parent.Event.Slot].Round);
        }

        _rows.StronglySeen(record.Row).Clear();
        bool advances = highest == 0
            || (highest >= _rounds.First
                && _assignment.Advances(record.Row, newEvent.SelfParent, otherParents, _rounds[highest]));
        record.Round = advances ? highest + 1 : highest;
        record.VotingLane = advances
            ? record.Lane
            : _assignment.VotingLaneOf(highest, newEvent.SelfParent, otherParents);
        if (record.Round > selfRound && record.Round > LastDecidedRound.Number)
        {
            Enter(slot, advances);
        }
    }

    /// <summary>Registers a new witness with its voting set, opens its election, and casts its votes.</summary>
    private void Enter(int slot, bool advances)
    {
        ref EventRecord record = ref _events[slot];
        ReadOnlySpan<int> lastAncestors = _rows.LastAncestors(record.Row);
        _rounds.OpenUpTo(record.Round);
        WitnessRound round = _rounds[record.Round];
        round.Register(record.Lane, record.Sequence, slot);
        int creator = _lanes[record.Lane].Creator;
        if (!_branches.Sees(lastAncestors, creator))
        {
            round.See(record.Lane, record.Lane, record.Sequence, Roster.WeightOf(new MemberIndex(creator)));
        }

        Span<ulong> seen = _rows.StronglySeen(record.Row);
        if (advances)
        {
            seen.CopyTo(round.VotingSet(record.Lane));
            seen.Clear();
        }
        else
        {
            round.VotingSet(record.VotingLane).CopyTo(round.VotingSet(record.Lane));
            record.VotingLane = record.Lane;
        }

        _election.Open(round, record.Lane);
        _election.Vote(round, record.Lane, record.Hash, lastAncestors, LastDecidedRound.Number + 1);
    }

    private int OpenBranch(in NewEvent newEvent)
    {
        if (_lanes.Count == _rows.Stride)
        {
            Grow(2 * _rows.Stride);
        }

        int creator = newEvent.Creator.Value;
        int parentLane = newEvent.SelfParent.IsSome ? _events[newEvent.SelfParent.Slot].Lane : -1;
        int lane = _lanes.Open(creator, parentLane, newEvent.SelfParent, newEvent.Sequence.Value);
        _branches.Add(creator, lane);
        _weights.Set(lane, Roster.WeightOf(newEvent.Creator));
        foreach (int branch in _branches.LanesOf(creator)!)
        {
            _honestWeights.Set(branch, 0);
        }

        return lane;
    }

    private void Grow(int stride)
    {
        _rows.Grow(stride);
        _lanes.Grow(stride);
        _weights.Grow(stride / 64);
        _honestWeights.Grow(stride / 64);
        _merge.Grow(stride);
        _rounds.Grow(stride);
        _sight.Grow(stride);
        _judges.Grow(stride);
    }
}
