using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// The way of an event into the graph: known already, too far ahead, waiting for parents, asked about, or in.
/// Everything that can be wrong with it ends as a counted refusal.
/// </summary>
/// <remarks>
/// Members that branched: honest members' events name some of their branches, and all that they name must be found by
/// everybody; but such a member can make more of them than anybody can hold. So an event of a member that branched is
/// taken only when an event that waits names exactly it, by its hash, and waits on the account of the member whose
/// event that is (<see cref="Sponsors"/>). Which ones an event names is asked (<see cref="HashQuestions"/>), never
/// guessed.
/// </remarks>
internal sealed class EventIntake
{
    private readonly EngineParts _parts;
    private readonly KnownEvents _known;
    private readonly Stack<int> _work = new();
    private readonly WaitingRoom _room;
    private readonly int _undecidedMax;

    public EventIntake(EngineParts parts)
    {
        _parts = parts;
        _known = parts.Known;
        Waiting = new WaitingEvents(parts);
        Undecided = new Undecided(parts.Roster.Count);
        Branches = new BranchWatch(parts, Undecided);
        Resolution = new ParentResolution(parts.Known, Branches, parts.Roster.Count);
        Choice = new PeerChoice(parts, Branches);
        Needs = new Needs(parts.Known, Waiting.Awaited, parts.Roster.Count);
        Sponsors = new Sponsors(parts, Needs, Undecided);
        Questions = new HashQuestions(parts, Choice);
        Pace = parts.Setup.Screen?.Budgets.Pace
            ?? new CreatorPace(parts.Roster.Count, parts.Options.EventsPerCreatorPerS);
        Drops = new EventDrops(parts, Waiting, Needs, Questions);
        _room = new WaitingRoom(parts, Waiting, Sponsors, Drops);
        _undecidedMax = UndecidedShare.Of(parts.Roster.Count);
    }

    public WaitingEvents Waiting { get; }

    public ParentResolution Resolution { get; }

    public PeerChoice Choice { get; }

    public HashQuestions Questions { get; }

    public BranchWatch Branches { get; }

    public Sponsors Sponsors { get; }

    public Needs Needs { get; }

    public Undecided Undecided { get; }

    public CreatorPace Pace { get; }

    public EventDrops Drops { get; }

    /// <summary>
    /// Events that entered the graph since the engine looked last, in that order; it clears the list.
    /// </summary>
    public List<int> Entered { get; } = [];

    /// <summary>
    /// Takes an event whose form and signature are good; returns its number, or -1 when it is not kept.
    /// </summary>
    /// <param name="screened">The event.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="from">Who sent it.</param>
    public int Take(in ScreenedEvent screened, ReadOnlySpan<byte> bytes, MemberIndex from)
    {
        MemberIndex creator = screened.Layout.Creator;
        Sequence sequence = screened.Layout.Sequence;
        bool isKept = _known.Find(creator, sequence, screened.Hash) >= 0;
        if (isKept || (_known.IsDropped(creator, sequence) && Waiting.Awaited.Find(screened.Hash) < 0))
        {
            if (isKept)
            {
                _known.NoteCopy(screened.Hash, bytes[screened.Layout.SignatureAt..]);
            }

            _parts.Counters.DuplicateEvents++;
            return -1;
        }

        NoteIfBranch(creator, sequence, bytes);
        int exact = Waiting.Awaited.Find(screened.Hash);
        bool isNeeded = exact >= 0;
        if (!isNeeded && Branches.HasBranched(creator))
        {
            return Refuse(from, RefusalReason.CreatorBranched);
        }

        if (!isNeeded && RefusalOf(creator, sequence, from) is { } refusal)
        {
            return Refuse(from, refusal);
        }

        int index = _known.Add(screened, bytes, from, _parts.Now);
        if (isNeeded)
        {
            Sponsor(index, exact);
        }

        _work.Push(index);
        Work();
        return index;
    }

    /// <summary>Takes an event that the own journal holds: it was needed when it was written.</summary>
    /// <param name="screened">The event.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="parentHashes">Its parents' hashes, when the journal holds them; else empty.</param>
    public void Restore(in ScreenedEvent screened, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> parentHashes)
    {
        MemberIndex creator = screened.Layout.Creator;
        Sequence sequence = screened.Layout.Sequence;
        if (_known.Find(creator, sequence, screened.Hash) >= 0)
        {
            return;
        }

        NoteIfBranch(creator, sequence, bytes);
        int index = _known.Add(screened, bytes, _parts.Self, _parts.Now);
        if (!parentHashes.IsEmpty && !Questions.TryKeep(index, parentHashes))
        {
            // Those of an event whose own record was torn off.
            Questions.Forget(index);
        }

        _work.Push(index);
        Work();
    }

    /// <summary>Tries again to resolve an event whose parent hashes are complete now.</summary>
    public void Resume(int index)
    {
        Waiting.Leave(index);
        _work.Push(index);
        Work();
    }

    /// <summary>
    /// Finds out which parents an event means that waits: asks, or, when they are known by their hashes, looks again.
    /// It may wait for any event of a place that had none, and now be known to have several.
    /// </summary>
    public void ClearUp(int index)
    {
        if (Questions.Of(index) is null)
        {
            Ask(index);
        }
        else
        {
            Resume(index);
        }
    }

    /// <summary>Asks which parents an event means that waits, unless that is known.</summary>
    private void Ask(int index)
    {
        // What comes for the sake of another comes with its answer right behind it.
        bool comesWithAnswer = _known[index].Depth > 0;
        Questions.Open(index, comesWithAnswer ? _parts.Now + Waiting.ReorderDelay(_known[index].From) : _parts.Now);
    }

    private void NoteIfBranch(MemberIndex creator, Sequence sequence, ReadOnlySpan<byte> bytes)
    {
        int first = _known.Find(creator, sequence);
        if (first >= 0 && Branches.Note(creator, first, bytes))
        {
            LetGoOf(creator);
        }
    }

    private RefusalReason? RefusalOf(MemberIndex creator, Sequence sequence, MemberIndex from)
    {
        if (sequence.Value > _known.Highest[creator.Value] + Limits.AheadMax)
        {
            return RefusalReason.SequenceGap;
        }

        bool isAwaited = Needs.NeededBy(creator, sequence) >= 0;
        if (!isAwaited && creator != _parts.Self && !IsInPace(creator, from))
        {
            return RefusalReason.OverRate;
        }

        // What another event needs may take as much again: whoever named it had decided more than this member.
        return Undecided.Of(creator) >= (isAwaited ? 2 * _undecidedMax : _undecidedMax)
            ? RefusalReason.OverBuffer
            : null;
    }

    /// <summary>What a member sends of its own the screen has counted, before it was checked.</summary>
    private bool IsInPace(MemberIndex creator, MemberIndex from) => from == creator && _parts.Setup.Screen is not null
        ? !Pace.IsOver(creator, _parts.Now)
        : Pace.TryTake(creator, _parts.Now);

    /// <summary>Notes for whose sake an event comes, and that one's creator pays.</summary>
    private void Sponsor(int index, int exact)
    {
        int waiter = Waiting.Awaited.WaiterAt(exact, 0);
        ref KnownEvent known = ref _known[index];
        ref KnownEvent needing = ref _known[waiter];
        known.Holder = Choice.IsTrusted(needing.Layout.Creator) ? needing.Layout.Creator : needing.Holder;
        if (Branches.HasBranched(known.Layout.Creator) && needing.Sponsor != known.Layout.Creator)
        {
            known.Root = needing.Root;
            known.RootVersion = needing.RootVersion;
            known.Depth = needing.Depth + 1;
            known.Sponsor = needing.Sponsor;
            Sponsors.Pay(known.Root);
        }
    }

    private void Work()
    {
        while (_work.TryPop(out int index))
        {
            switch (Resolution.Resolve(index, Questions.Of(index)))
            {
                case ParentsFound.All:
                    Insert(index);
                    break;
                case ParentsFound.Some when _room.TryEnter(index, Resolution.Missing.Length):
                    Waiting.Register(index, Resolution.Missing);
                    Needs.Note(index, Resolution.Missing);
                    AskOn(index);
                    break;
                case ParentsFound.Ambiguous when _room.TryEnter(index, 0):
                    Ask(index);
                    break;
                case ParentsFound.TooFarAhead:
                    Drops.Discard(index, RefusalReason.ParentTooFarAhead);
                    break;
                case ParentsFound.TooOld:
                    Drops.Discard(index, RefusalReason.ParentTooOld);
                    break;
                case ParentsFound.InventedSelfParent:
                    Drops.Discard(index, RefusalReason.Malformed);
                    break;
                default:
                    Drops.Discard(index, RefusalReason.OverBuffer);
                    break;
            }
        }
    }

    /// <summary>
    /// Asks which parents an event means that waits, when members that branched are among them. When that was asked,
    /// because the event was in doubt, and the one before it on its chain is here and waits, the same is asked of that.
    /// </summary>
    private void AskOn(int index)
    {
        if (Questions.Of(index) is null)
        {
            if (Branches.Any && Branches.Concerns(index))
            {
                Ask(index);
            }

            return;
        }

        MissingParent before = Resolution.Missing[0];
        int here = before.IsExact && before.Creator == _known[index].Layout.Creator
            ? _known.Find(before.Creator, before.Sequence, before.Hash)
            : -1;
        if (here >= 0)
        {
            Ask(here);
        }
    }

    /// <summary>
    /// When a branch shows: its creator's events that wait go, but for those that another event is known to mean; and
    /// it is found out which of them the others that wait mean.
    /// </summary>
    private void LetGoOf(MemberIndex member)
    {
        for (int index = 0; index < _known.Bound; index++)
        {
            if (_known[index].Waits && _known[index].Layout.Creator == member
                && Waiting.Awaited.Find(_known[index].Hash) < 0)
            {
                Waiting.Leave(index);
                Drops.Discard(index, RefusalReason.CreatorBranched);
            }
        }

        for (int index = 0; index < _known.Bound; index++)
        {
            if (_known[index].Waits && Branches.Concerns(index))
            {
                ClearUp(index);
            }
        }
    }

    private void Insert(int index)
    {
        ref KnownEvent known = ref _known[index];
        Invariant.Check(!known.InGraph, "an event enters the graph once");
        NewEvent newEvent = new()
        {
            Hash = known.Hash,
            Creator = known.Layout.Creator,
            Sequence = known.Layout.Sequence,
            SelfParent = Resolution.SelfParent,
            CreatedAt = known.Layout.CreatedAt,
            Tag = index,
        };
        InsertOutcome outcome = _parts.Graph.TryInsert(newEvent, Resolution.OtherParents, out EventHandle handle);
        if (outcome != InsertOutcome.Inserted)
        {
            Drops.Discard(index, RefusalFor(outcome));
            return;
        }

        Questions.Close(index);
        _known.Enter(index, handle, _parts.Graph.InsertedEvents);
        if (Branches.Any && Branches.Concerns(index) && Questions.Of(index) is null)
        {
            // The journal keeps them: read back, the first event of a place is the first that entered, not that came.
            Questions.TryKeep(index, Resolution.Hashes);
        }

        Undecided.Entered(known);
        _parts.Counters.EventsInserted++;
        _parts.Peers[known.Layout.Creator].LastHeard = _parts.Now;
        Entered.Add(index);
        _parts.Peers[known.From].Unanswered = Waiting.Awaited.Count > 0 && IsAwaited(known)
            ? 0
            : _parts.Peers[known.From].Unanswered;
        Wake(Waiting.Awaited.Find(known.Layout.Creator, known.Layout.Sequence));
        Wake(Waiting.Awaited.Find(known.Hash));
    }

    private bool IsAwaited(in KnownEvent known) =>
        Waiting.Awaited.Find(known.Layout.Creator, known.Layout.Sequence) >= 0
        || Waiting.Awaited.Find(known.Hash) >= 0;

    private static RefusalReason RefusalFor(InsertOutcome outcome)
    {
        switch (outcome)
        {
            case InsertOutcome.TimeNotAfterSelfParent:
            case InsertOutcome.TimeTooLate:
                return RefusalReason.TimeNotAfterSelfParent;
            case InsertOutcome.TooManyUnreceived or InsertOutcome.EpochTooLong:
                return RefusalReason.OverBuffer;
            case InsertOutcome.UnknownSelfParent or InsertOutcome.UnknownOtherParent or InsertOutcome.Duplicate:
                return RefusalReason.ParentTooOld;
            default:
                Invariant.Check(false, $"the intake handed the graph an event that it refuses as {outcome}");
                return RefusalReason.Malformed;
        }
    }

    /// <summary>Tells those that wait for an event that entered.</summary>
    private void Wake(int awaited)
    {
        if (awaited < 0)
        {
            return;
        }

        while (Waiting.Awaited.TryTakeWaiter(awaited, out int index, out int wait))
        {
            if (Needs.IsWaiting(index, wait) && --_known[index].Missing == 0)
            {
                Waiting.Leave(index);
                _work.Push(index);
            }
        }

        Waiting.Awaited.Remove(awaited);
    }

    private int Refuse(MemberIndex from, RefusalReason reason)
    {
        _parts.Refusals.Add(from, reason);
        return -1;
    }
}
