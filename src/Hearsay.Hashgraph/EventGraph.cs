namespace Hearsay.Hashgraph;

/// <summary>
/// The hashgraph of one epoch: takes events, parents first, and yields decided rounds. The same events in any
/// topological order give the same rounds. One thread at a time; no clock, no I/O, no randomness.
/// </summary>
/// <remarks>
/// Sources: Baird, SWIRLDS-TR-2016-01; Crary, arXiv 2102.01167. What each event needs to know is kept as a row with one
/// entry per member; consensus.md in the design describes the data structures. Everything an event changes happens when
/// it is inserted, and a round is ordered when it is taken.
/// </remarks>
public sealed class EventGraph
{
    private readonly GraphStores _stores;
    private readonly Admission _admission;
    private readonly AncestryMerge _merge;
    private readonly TipMerge _tips;
    private readonly BranchDiscovery _discovery;
    private readonly FollowedMember _followed;
    private readonly RoundWindow _rounds;
    private readonly SightRecorder _recorder;
    private readonly RoundAssignment _assignment;
    private readonly FameElection _election;
    private readonly WitnessEntry _entry;
    private readonly RoundOrderer _orderer;
    private readonly RowRelease _release;

    /// <summary>An empty graph for <paramref name="roster"/>.</summary>
    public EventGraph(Roster roster, EventGraphOptions? options = null)
    {
        options ??= new EventGraphOptions();
        BrokenRules broken = options.Broken;
        Roster = roster.WithQuorum(broken.QuorumThirds);
        _stores = new GraphStores(Roster, options.LinkableEventsMax);
        int places = Limits.LiveEventPlacesMax / _stores.Rows.Entries;
        _admission = new Admission(_stores, Math.Min(Limits.LiveEventsPerMemberMax, Math.Max(256, places)));
        _merge = new AncestryMerge(_stores);
        _followed = new FollowedMember(Roster, options.Followed);
        _rounds = new RoundWindow(_followed);
        _tips = new TipMerge(_stores, _rounds, broken.SeesBranches);
        _discovery = new BranchDiscovery(_stores, _rounds);
        _recorder = new SightRecorder(_stores);
        _assignment = new RoundAssignment(_stores, _rounds, new StrongSight(_stores));
        _election = new FameElection(_stores, _rounds, broken.ThrowsCoins ? options.Coin : null);
        _entry = new WitnessEntry(_stores, _rounds, _election);
        _orderer = new RoundOrderer(_stores);
        _release = new RowRelease(_stores, _rounds, _tips);
    }

    /// <summary>The members and weights this graph was made for.</summary>
    public Roster Roster { get; }

    /// <summary>The last decided round that was taken; 0 before the first.</summary>
    public Round LastDecidedRound { get; private set; }

    /// <summary>The highest round of any event; 0 in an empty graph.</summary>
    public Round HighestRound => new(_rounds.Last);

    /// <summary>
    /// How far the highest round has come for the member that the options name as followed. A few reads: ask as often
    /// as you like.
    /// </summary>
    public RoundProgress Progress => _rounds.Progress();

    /// <summary>Events inserted so far.</summary>
    public long InsertedEvents { get; private set; }

    /// <summary>
    /// Events inserted that no decided round that was taken has received, or passed over as void.
    /// </summary>
    public int UnreceivedEvents => (int)(InsertedEvents - _orderer.SettledEvents);

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
        InsertOutcome outcome = _admission.Check(newEvent, otherParents, out EventPlace place, out handle);
        if (outcome != InsertOutcome.Inserted)
        {
            return outcome;
        }

        if ((long)_stores.Rows.Used * _stores.Rows.BytesPerRow >= Limits.LiveRowBytesMax)
        {
            return InsertOutcome.TooManyUnreceived;
        }

        if (place == EventPlace.Branch && !_stores.Branched.HasBranched(newEvent.Creator.Value))
        {
            _discovery.Move(newEvent.Creator.Value);
        }

        int slot = _stores.Events.Take();
        handle = _stores.Events.HandleOf(slot);
        Fill(slot, newEvent);
        Link(slot, place);
        Merge(slot, otherParents);
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
        if (_rounds.Last < number + 2 || !_rounds[number].IsDecided)
        {
            return false;
        }

        WitnessRound round = _rounds[number];
        ReadOnlySpan<int> settled = _orderer.Order(round, destination);
        LastDecidedRound = new Round(number);
        _release.AfterRound(round, settled, destination.Convicted);
        _rounds.DropBefore(number);
        return true;
    }

    /// <summary>
    /// True while the event can be named as a parent. Events stay linkable until
    /// <see cref="EventGraphOptions.LinkableEventsMax"/> younger ones were released; the newest of a chain always is,
    /// unless its creator is convicted.
    /// </summary>
    public bool IsLinkable(EventHandle handle) => _stores.Events.IsCurrent(handle);

    /// <summary>True when the event is received by a decided round, or void (or dropped since).</summary>
    public bool IsReceived(EventHandle handle) =>
        !_stores.Events.IsCurrent(handle) || _stores.Events[handle.Slot].IsSettled;

    /// <summary>
    /// The event's round created; a lower bound for one all of whose parents were of rounds before the last decided
    /// one: nobody can strongly see a witness that comes so late, and nothing else asks. The handle is linkable.
    /// </summary>
    public Round RoundOf(EventHandle handle) => new(_stores.Events[Current(handle)].Round);

    /// <summary>
    /// For each member the highest sequence among the event's ancestors, -1 for none and for members of whom the graph
    /// holds a branch; of what is released it may claim more than there is. Empty once the event's row is released.
    /// Valid until the next insertion. The handle is linkable.
    /// </summary>
    public ReadOnlySpan<int> LastAncestors(EventHandle handle)
    {
        int row = _stores.Events[Current(handle)].Row;
        return row < 0 ? default : _stores.Rows.LastAncestors(row)[..Roster.Count];
    }

    /// <summary>True when the graph holds a branch by this member.</summary>
    public bool HasBranched(MemberIndex member) => _stores.Branched.HasBranched(member.Value);

    /// <summary>True from the taken round on that convicted this member.</summary>
    public bool IsConvicted(MemberIndex member) => _stores.Branched.IsConvicted(member.Value);

    /// <summary>Who is told of the tallies of the elections; see <see cref="FameElection.Observer"/>.</summary>
    internal IElectionObserver? ElectionObserver
    {
        set => _election.Observer = value;
    }

    private int Current(EventHandle handle)
    {
        Invariant.Check(
            _stores.Events.IsCurrent(handle), "a query needs the handle of an event that the graph still holds");
        return handle.Slot;
    }

    private void Fill(int slot, in NewEvent newEvent)
    {
        ref EventRecord record = ref _stores.Events[slot];
        record.Hash = newEvent.Hash;
        record.CreatedAt = newEvent.CreatedAt.Value;
        record.Tag = newEvent.Tag;
        record.Creator = newEvent.Creator.Value;
        record.Sequence = newEvent.Sequence.Value;
        record.SelfParent = newEvent.SelfParent;
        record.Next = EventHandle.None;
        record.Row = _stores.Rows.Take(slot);
        record.IsSettled = false;
        record.IsSightComplete = false;
    }

    /// <summary>Links the event to its chain.</summary>
    private void Link(int slot, EventPlace place)
    {
        ref EventRecord record = ref _stores.Events[slot];
        EventHandle handle = _stores.Events.HandleOf(slot);
        _stores.SelfChains.Link(ref record);
        ref MemberChain chain = ref _stores.Chains[record.Creator];
        chain.Live++;
        if (place == EventPlace.Branch)
        {
            _stores.BranchStarts.Add(record.Hash, handle);
        }
        else if (record.SelfParent.IsSome)
        {
            _stores.Events[record.SelfParent.Slot].Next = handle;
        }
        else
        {
            chain.HasFirst = true;
            chain.FirstHash = record.Hash;
            chain.FirstEvent = handle;
        }
    }

    /// <summary>Fills the event's row from its parents', and its generation.</summary>
    private void Merge(int slot, ReadOnlySpan<OtherParent> otherParents)
    {
        ref EventRecord record = ref _stores.Events[slot];
        int selfParentRow = -1;
        long generation = -1;
        long earliest = long.MinValue;
        if (record.SelfParent.IsSome)
        {
            ref EventRecord parent = ref _stores.Events[record.SelfParent.Slot];
            (selfParentRow, generation, earliest) = (parent.Row, parent.Generation, parent.CreatedAt);
        }

        _merge.Start();
        foreach (ref readonly OtherParent other in otherParents)
        {
            ref EventRecord parent = ref _stores.Events[other.Event.Slot];
            generation = Math.Max(generation, parent.Generation);
            if (parent.Row >= 0)
            {
                _merge.AddParent(other.Event, Math.Max(record.CreatedAt - other.Age.Value, earliest));
            }
        }

        record.Generation = generation + 1;
        _merge.Fill(record.Row, selfParentRow, record.Creator);
        if (!_stores.Branched.HasBranched(record.Creator))
        {
            _stores.Rows.LastAncestors(record.Row)[record.Creator] = record.Sequence;
            _stores.Rows.ReceivedAt(record.Row)[record.Creator] = record.CreatedAt;
            _stores.Chains.Append(record.Creator, record.Sequence, record.Row);
        }

        record.SeesBranch = _stores.Branched.Any && _tips.Fill(slot, selfParentRow);
    }

    private void AssignRound(int slot, in NewEvent newEvent, ReadOnlySpan<OtherParent> otherParents)
    {
        ref EventRecord record = ref _stores.Events[slot];
        if (!_stores.Branched.HasBranched(record.Creator))
        {
            ReadOnlySpan<int> lastAncestors = _stores.Rows.LastAncestors(record.Row);
            for (int number = _rounds.First; number <= _rounds.Last; number++)
            {
                _recorder.Record(_rounds[number], _merge.Before, lastAncestors, record.Creator, record.Sequence);
            }
        }

        int selfRound = newEvent.SelfParent.IsSome ? _stores.Events[newEvent.SelfParent.Slot].Round : 0;
        int highest = selfRound;
        foreach (ref readonly OtherParent parent in otherParents)
        {
            highest = Math.Max(highest, _stores.Events[parent.Event.Slot].Round);
        }

        record.Round = _assignment.Assign(slot, selfRound, highest);
        _followed.LastRound = record.Creator == _followed.Index ? record.Round : _followed.LastRound;
        _entry.CastVotesOfHeld(LastDecidedRound.Number + 1);
        if (record.Round > selfRound && record.Round > LastDecidedRound.Number)
        {
            _entry.Enter(slot, LastDecidedRound.Number + 1);
        }
    }
}
