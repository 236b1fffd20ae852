using System.Diagnostics;
using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// A whole crowd in virtual time over one shared graph.
///
/// The problem: a thousand peers with a graph each cost a thousand times the work, all of it the same. The idea: the
/// graph of every member is a part of one graph, closed under ancestry, and differs from member to member only in what
/// has arrived yet. So there is one <see cref="EventGraph"/>, into which every event is put when it is created, and per
/// event one row that says when each member has it (<see cref="ArrivalForecast"/>). A member creates an event by the
/// rule of gossip.md from what has arrived at it; finality at each member follows from who decides what (<see
/// cref="DecisionTimes"/>). Members' clocks are right, and nobody branches: whole peers with all their faults are
/// simulated elsewhere, in smaller numbers.
/// </summary>
internal sealed class CrowdModel
{
    private readonly CrowdOptions _options;
    private readonly IEventMint _mint;
    private readonly CrowdPace _pace;
    private readonly CrowdViews _views;
    private readonly CrowdParents _parents;
    private readonly ArrivalForecast _forecast;
    private readonly EventHandle[] _newest;
    private readonly EventHash[] _newestHashes;
    private readonly EventHash[] _parentHashes;
    private readonly bool[] _crashes;
    private readonly OtherParent[] _otherParents;
    private readonly long[] _parentNumbers;
    private long _rowsFrom;
    private long _graphTicks;

    public CrowdModel(CrowdOptions options, IEventMint? mint = null)
    {
        _options = options;
        _mint = mint ?? new PseudoMint(options);
        int members = options.Members;
        int parentsMax = ParentLimit.Of(options.Gossip, members);
        Geography = new CrowdGeography(members, options.Seed);
        Graph = new EventGraph(Roster.OfEqualMembers(members));
        Events = new CrowdEvents(members, parentsMax);
        Rows = new ArrivalRows(members);
        Actions = new CrowdActions(options);
        CrowdCut cut = new(options, Geography);
        _pace = new CrowdPace(options, Geography, cut, Graph, Events);
        ArrivalColumns columns = new(members);
        _views = new CrowdViews(Graph, Events, Rows, columns);
        _parents = new CrowdParents(options, Graph, Events, _views);
        _forecast = new ArrivalForecast(options, Geography, Events, (Rows, columns), cut);
        _newest = new EventHandle[members];
        _newestHashes = new EventHash[members];
        _parentHashes = new EventHash[parentsMax + 1];
        _crashes = Crashing(options);
        _otherParents = new OtherParent[parentsMax];
        _parentNumbers = new long[parentsMax];
        if (_pace.WatchesArrivals)
        {
            _forecast.Found = (member, number, at) => _pace.NoteArrival(member, number, at);
        }

        Decisions = new DecisionTimes(Events, Rows);
        if (options.TellsDecisions)
        {
            Graph.ElectionObserver = Decisions;
        }
    }

    public CrowdGeography Geography { get; }

    public EventGraph Graph { get; }

    public CrowdEvents Events { get; }

    public ArrivalRows Rows { get; }

    public CrowdActions Actions { get; }

    public DecisionTimes Decisions { get; }

    public ArrivalForecast Forecast => _forecast;

    /// <summary>Microseconds from the start.</summary>
    public long NowMicros { get; private set; }

    /// <summary>Events that the graph refused because too many are undecided; their creators try again later.</summary>
    public long RefusedEvents { get; private set; }

    /// <summary>Time on this machine that the graph took so far.</summary>
    public TimeSpan GraphTime => Stopwatch.GetElapsedTime(0, _graphTicks);

    /// <summary>True for a member that crashes in this run.</summary>
    public bool Crashes(int member) => _crashes[member];

    /// <summary>Creates the next event, if one is due by a time; the time moves to it.</summary>
    public bool TryCreate(long untilMicros, out long number)
    {
        while (_pace.TryNext(untilMicros, out int member, out long at))
        {
            NowMicros = at;
            if (_crashes[member] && at >= _options.Faults.CrashAtMicros)
            {
                continue;
            }

            if (TryCreate(member, out number))
            {
                return true;
            }
        }

        NowMicros = Math.Max(NowMicros, untilMicros);
        number = -1;
        return false;
    }

    /// <summary>When the next event is due at the latest; sooner when one arrives.</summary>
    public long NextDue => _pace.NextDue;

    /// <summary>For each creator the highest sequence of which a member has everything up to there at a time.</summary>
    public ReadOnlySpan<int> HeadsOf(int member, long at) => _views.HeadsOf(member, at);

    /// <summary>Takes in an event that the outside member created; it arrives nowhere yet.</summary>
    /// <returns>False when it does not follow the member's last event or names something that is not kept.</returns>
    public bool TryAddOutside(in EventDraft draft, EventHash hash, int bytes, long now)
    {
        NowMicros = Math.Max(NowMicros, now);
        if (draft.Sequence.Value != Events.Latest[draft.Creator.Value] + 1
            || draft.Parents.Length > _otherParents.Length)
        {
            return false;
        }

        foreach (NamedParent parent in draft.Parents)
        {
            if (Events.TryFind(parent.Creator.Value, parent.Sequence.Value) < 0)
            {
                return false;
            }
        }

        return TryInsert(draft, hash, bytes);
    }

    /// <summary>
    /// Takes the next round for which it is clear when each member knows it: <see cref="Decisions"/> says it. That is
    /// later than the graph could give the round, and than it does when nobody asks.
    /// </summary>
    public bool TryTakeRound(OrderedRound round)
    {
        if (!_options.TellsDecisions)
        {
            return Graph.TryTakeRound(round);
        }

        int number = Graph.LastDecidedRound.Number + 1;
        if (!Decisions.IsClear(number, Graph.HighestRound.Number, NowMicros))
        {
            return false;
        }

        long from = Stopwatch.GetTimestamp();
        bool isTaken = Graph.TryTakeRound(round);
        _graphTicks += Stopwatch.GetTimestamp() - from;
        if (isTaken)
        {
            Decisions.Drop(number);
        }

        return isTaken;
    }

    /// <summary>
    /// Lets go of everything that no view and no decision needs any more. What the rounds taken received must have been
    /// looked at.
    /// </summary>
    public void Release()
    {
        int neededFrom = Graph.LastDecidedRound.Number + 2;
        while (_rowsFrom < Events.Next && CanRelease(Events[_rowsFrom], neededFrom))
        {
            ref CrowdEvent old = ref Events[_rowsFrom++];
            Rows.GiveBack(old.Row);
            old.Row = -1;
        }

        while (Events.First < Math.Min(_rowsFrom, Events.Next - _options.KeptEvents)
            && Graph.IsReceived(Events[Events.First].Handle))
        {
            _mint.Forget(Events.First);
            Events.DropFirst();
        }
    }

    private bool CanRelease(in CrowdEvent old, int neededFrom) =>
        old.Missing == 0 && old.LastArrival <= NowMicros && (!_options.TellsDecisions || old.Round <= neededFrom);

    private static bool[] Crashing(CrowdOptions options)
    {
        bool[] crashes = new bool[options.Members];
        int count = options.Members * options.Faults.CrashedPercent / 100;
        foreach (int member in new Dice(options.Seed, "crashes").Choose(count, options.Members))
        {
            crashes[member] = member != options.OutsideMember;
        }

        return crashes;
    }

    private bool TryCreate(int member, out long number)
    {
        int waiting = Actions.WaitingAt(member, NowMicros);
        int sequence = Events.Latest[member] + 1;
        int room = _parents.Choose(member, NowMicros, waiting);
        int actions = Math.Min(waiting, room / (_options.ActionBytes + 2));
        EventDraft draft = new()
        {
            Creator = new MemberIndex(member),
            Sequence = new Sequence(sequence),
            CreatedAt = new Micros(_options.EpochMicros + NowMicros),
            Parents = _parents.Chosen,
            ParentHashes = HashesOf(member),
            FirstAction = Actions.Sent,
            ActionCount = actions,
        };
        number = Events.Next;
        EventHash hash = _mint.Mint(number, draft, out int bytes);
        if (!TryInsert(draft, hash, bytes))
        {
            RefusedEvents++;
            _pace.NoteRefused(member, NowMicros);
            return false;
        }

        Actions.Take(member, actions);
        _pace.NoteCreated(member, NowMicros, _forecast.PushedBytes(bytes), Actions.NextFor(member, NowMicros));
        return true;
    }

    private ReadOnlySpan<EventHash> HashesOf(int member)
    {
        int count = 0;
        _parentHashes[count++] = _newestHashes[member];
        foreach (NamedParent parent in _parents.Chosen)
        {
            _parentHashes[count++] = Events[Events.NumberOf(parent.Creator.Value, parent.Sequence.Value)].Hash;
        }

        return _parentHashes.AsSpan(0, count);
    }

    private bool TryInsert(in EventDraft draft, EventHash hash, int bytes)
    {
        int member = draft.Creator.Value;
        int count = 0;
        long self = draft.Sequence.Value == 0 ? -1 : Events.NumberOf(member, draft.Sequence.Value - 1);
        foreach (NamedParent parent in draft.Parents)
        {
            long number = Events.NumberOf(parent.Creator.Value, parent.Sequence.Value);
            _parentNumbers[count] = number;
            _otherParents[count++] = new OtherParent(
                Events[number].Handle, new Micros((long)parent.Age * EventLayout.AgeUnitMicros));
        }

        NewEvent newEvent = new()
        {
            Hash = hash,
            Creator = draft.Creator,
            Sequence = draft.Sequence,
            SelfParent = _newest[member],
            CreatedAt = draft.CreatedAt,
            Tag = Events.Next,
        };
        Decisions.CurrentEvent = Events.Next;
        long from = Stopwatch.GetTimestamp();
        InsertOutcome outcome = Graph.TryInsert(newEvent, _otherParents.AsSpan(0, count), out EventHandle handle);
        _graphTicks += Stopwatch.GetTimestamp() - from;
        if (outcome == InsertOutcome.TooManyUnreceived)
        {
            return false;
        }

        Invariant.Check(outcome == InsertOutcome.Inserted, "the crowd made an event that the graph refuses");
        Add(draft, (hash, handle), bytes, self);
        return true;
    }

    private void Add(in EventDraft draft, (EventHash Hash, EventHandle Handle) named, int bytes, long self)
    {
        bool hasSelf = self >= 0;
        _newest[draft.Creator.Value] = named.Handle;
        _newestHashes[draft.Creator.Value] = named.Hash;
        long number = Events.Add(new CrowdEvent
        {
            Creator = draft.Creator.Value,
            Sequence = draft.Sequence.Value,
            CreatedAt = NowMicros,
            Bytes = bytes,
            Hash = named.Hash,
            Handle = named.Handle,
            Round = Graph.RoundOf(named.Handle).Number,
            Row = Rows.Take(),
            ParentCount = draft.Parents.Length + (hasSelf ? 1 : 0),
            FirstAction = draft.FirstAction,
            ActionCount = draft.ActionCount,
        });
        Span<long> parents = Events.ParentsOf(number);
        _parentNumbers.AsSpan(0, draft.Parents.Length).CopyTo(parents);
        if (hasSelf)
        {
            parents[^1] = self;
        }

        _forecast.Fill(number);
        _pace.NoteInserted(number);
        if (_pace.WatchesArrivals)
        {
            NoteArrivals(number);
        }
    }

    private void NoteArrivals(long number)
    {
        Span<int> row = Rows[Events[number].Row];
        for (int member = 0; member < _options.Members; member++)
        {
            if (row[member] != ArrivalRows.Missing)
            {
                _pace.NoteArrival(member, number, row[member]);
            }
        }
    }
}
