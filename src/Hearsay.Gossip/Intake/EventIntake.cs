using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// The way of an event into the graph: known already, too far ahead, waiting for parents, asked about, or in.
/// Everything that can be wrong with it ends as a counted refusal.
/// </summary>
internal sealed class EventIntake
{
    private readonly EngineParts _parts;
    private readonly KnownEvents _known;
    private readonly Stack<int> _work = new();
    private readonly Stack<int> _expired = new();
    private readonly BranchedEvents _branched;
    private readonly int _undecidedMax;

    public EventIntake(EngineParts parts)
    {
        _parts = parts;
        _known = parts.Known;
        Waiting = new WaitingEvents(parts);
        Resolution = new ParentResolution(parts.Known, parts.Roster.Count);
        Undecided = new Undecided(parts.Roster.Count);
        Branches = new BranchWatch(parts, Undecided);
        Choice = new PeerChoice(parts, Branches);
        Questions = new HashQuestions(parts, Resolution, Choice);
        Asked = new AskedRanges(parts);
        _branched = new BranchedEvents(parts, this);
        _undecidedMax = UndecidedShare.Of(parts.Roster.Count);
    }

    public WaitingEvents Waiting { get; }

    public ParentResolution Resolution { get; }

    public PeerChoice Choice { get; }

    public HashQuestions Questions { get; }

    public AskedRanges Asked { get; }

    public BranchWatch Branches { get; }

    public Undecided Undecided { get; }

    /// <summary>
    /// Events that entered the graph since the engine looked last, in that order; it clears the list.
    /// </summary>
    public List<int> Entered { get; } = [];

    /// <summary>
    /// Takes an event whose form and signature are good; returns its number, or -1 when it is not kept.
    /// </summary>
    public int Take(in ScreenedEvent screened, ReadOnlySpan<byte> bytes, MemberIndex from)
    {
        MemberIndex creator = screened.Layout.Creator;
        Sequence sequence = screened.Layout.Sequence;
        int other = _known.Find(creator, sequence);
        bool isKept = IsKnown(other, screened.Hash);
        if (isKept || _known.IsDropped(creator, sequence))
        {
            if (isKept)
            {
                _known.NoteCopy(screened.Hash, bytes[screened.Layout.SignatureAt..]);
            }

            _parts.Counters.DuplicateEvents++;
            return -1;
        }

        if (sequence.Value > _known.Highest[creator.Value] + Limits.AheadMax)
        {
            return Refuse(from, RefusalReason.SequenceGap);
        }

        bool isBranching = other >= 0 || Branches.HasBranched(creator);
        int awaited = isBranching ? Waiting.Awaited.Find(creator, sequence) : -1;
        // What the own journal holds was needed when it was written.
        bool isWanted = from == _parts.Self || (awaited >= 0 && _branched.IsNamed(awaited, screened.Hash));
        if (Branches.HasBranched(creator) && !isWanted && !_branched.IsWelcome(awaited, other, screened.Layout, from))
        {
            return Refuse(from, RefusalReason.CreatorBranched);
        }

        if (Undecided.Of(creator) >= _undecidedMax && awaited < 0)
        {
            return Refuse(from, RefusalReason.OverBuffer);
        }

        int index = _known.Add(screened, bytes, from, _parts.Now);
        _known[index].IsWanted = isWanted;
        _known[index].Holder = awaited >= 0 ? HolderOf(awaited) : from;
        if (other >= 0 && Branches.Note(index, other))
        {
            NoteBranch(creator, index);
        }

        _work.Push(index);
        Work();
        if (awaited >= 0 && _known[index].IsHeldBack)
        {
            Reconsider(awaited);
        }

        return index;
    }

    /// <summary>Tries again to resolve an event whose parent hashes are complete now.</summary>
    public void Resume(int index)
    {
        Waiting.Leave(index);
        _work.Push(index);
        Work();
    }

    /// <summary>Drops all events that wait for this one, and those that wait for them.</summary>
    public void Expire(int awaited)
    {
        _expired.Push(awaited);
        while (_expired.TryPop(out int next))
        {
            while (Waiting.Awaited.TryTakeWaiter(next, out int index, out int wait))
            {
                if (IsWaiting(index, wait))
                {
                    GiveUp(index);
                }
            }

            Waiting.Awaited.Remove(next);
        }
    }

    /// <summary>Drops an event about which nobody answers, and those that wait for it.</summary>
    public void ExpireEvent(int index)
    {
        GiveUp(index);
        while (_expired.TryPop(out int awaited))
        {
            Expire(awaited);
        }
    }

    /// <summary>True when this number still means an event that waits, and for the same.</summary>
    public bool IsWaiting(int index, int wait) => _known[index].Wait == wait && !_known[index].InGraph;

    /// <summary>
    /// Who should have an event that is awaited: an honest member that names it, directly or through the events of a
    /// branching one.
    /// </summary>
    private MemberIndex HolderOf(int awaited)
    {
        ref KnownEvent waiter = ref _known[Waiting.Awaited.WaiterAt(awaited, 0)];
        return Choice.IsTrusted(waiter.Layout.Creator) ? waiter.Layout.Creator : waiter.Holder;
    }

    private bool IsKnown(int index, EventHash hash)
    {
        while (index >= 0 && _known[index].Hash != hash)
        {
            index = _known[index].NextAlternative;
        }

        return index >= 0;
    }

    private void Work()
    {
        while (_work.TryPop(out int index))
        {
            if (!_branched.MayEnter(index))
            {
                HoldBack(index);
                continue;
            }

            switch (Resolution.Resolve(index, Questions.Of(index)))
            {
                case ParentsFound.All:
                    Insert(index);
                    break;
                case ParentsFound.Some when TryWait(index, Resolution.Missing.Length):
                    Waiting.Register(index, Resolution.Missing);
                    _branched.WantParents(index, _work);
                    AskAhead(index);
                    break;
                case ParentsFound.Ambiguous when TryWait(index, 0):
                    AskForHashes(index);
                    break;
                case ParentsFound.TooFarAhead:
                    Discard(index, RefusalReason.ParentTooFarAhead);
                    break;
                case ParentsFound.TooOld:
                    Discard(index, RefusalReason.ParentTooOld);
                    break;
                default:
                    Discard(index, RefusalReason.OverBuffer);
                    break;
            }
        }
    }

    private bool TryWait(int index, int missing) =>
        Waiting.TryEnter(index, missing, Branches.HasBranched(_known[index].Layout.Creator));

    private void HoldBack(int index)
    {
        int oldest = _branched.HoldBack(index);
        if (oldest >= 0)
        {
            Discard(oldest, RefusalReason.CreatorBranched);
        }
    }

    /// <summary>
    /// Looks whether the digests of those that wait for an event tell which of its alternatives is meant, now that one
    /// more is here.
    /// </summary>
    private void Reconsider(int awaited)
    {
        int cursor = Waiting.Awaited[awaited].FirstWaiter;
        while (Waiting.Awaited.TryWalk(ref cursor, out int waiter))
        {
            if (_known[waiter].Missing > 0 && _branched.MayEnter(waiter))
            {
                Resolution.Resolve(waiter, Questions.Of(waiter));
                _branched.WantParents(waiter, _work);
            }
        }

        Work();
    }

    /// <summary>
    /// Asks for the parent hashes of a waiting event before its turn comes, when a member that branched made it or is
    /// named in it, and its digest does not tell which are meant: a chain of such events then takes one round trip, not
    /// one for each.
    /// </summary>
    private void AskAhead(int index)
    {
        if (Branches.Any && !Resolution.IsExact && Branches.Concerns(index))
        {
            Questions.TryOpen(index);
        }
    }

    /// <summary>
    /// When a branch shows: its creator's events that wait are held back, and it is found out which of them the others
    /// that wait mean.
    /// </summary>
    private void NoteBranch(MemberIndex member, int newest)
    {
        for (int index = 0; index < _known.Bound; index++)
        {
            bool isWaiting = index != newest && _known[index].Block >= 0 && !_known[index].InGraph;
            if (isWaiting && _known[index].Layout.Creator == member && !_known[index].IsWanted)
            {
                Questions.Forget(index);
                Waiting.Leave(index);
                HoldBack(index);
            }
        }

        for (int index = 0; index < _known.Bound; index++)
        {
            if (_known[index].Missing > 0 && _branched.MayEnter(index))
            {
                Resolution.Resolve(index, Questions.Of(index));
                _branched.WantParents(index, _work);
                AskAhead(index);
            }
        }
    }

    private void AskForHashes(int index)
    {
        if (!Questions.TryOpen(index))
        {
            Waiting.Leave(index);
            Discard(index, RefusalReason.OverBuffer);
        }
    }

    private void Insert(int index)
    {
        ref KnownEvent known = ref _known[index];
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
            Discard(index, RefusalFor(outcome));
            return;
        }

        Questions.Close(index);
        _known.Enter(index, handle, _parts.Graph.InsertedEvents);
        if (Branches.Any)
        {
            Branches.Concerns(index);
        }

        Undecided.Entered(known);
        _parts.Counters.EventsInserted++;
        _parts.Peers[known.Layout.Creator].LastHeard = _parts.Now;
        Entered.Add(index);
        Wake(known);
    }

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

    private void Wake(in KnownEvent entered)
    {
        ref readonly EventLayout layout = ref entered.Layout;
        int awaited = Waiting.Awaited.Count == 0 ? -1 : Waiting.Awaited.Find(layout.Creator, layout.Sequence);
        if (awaited < 0)
        {
            return;
        }

        _parts.Peers[entered.From].Unanswered = 0;
        while (Waiting.Awaited.TryTakeWaiter(awaited, out int index, out int wait))
        {
            if (IsWaiting(index, wait) && --_known[index].Missing == 0)
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

    private void Discard(int index, RefusalReason reason)
    {
        Refuse(_known[index].From, reason);
        Questions.Forget(index);
        _known.Remove(index);
    }

    private void GiveUp(int index)
    {
        ref KnownEvent known = ref _known[index];
        int awaited = Waiting.Awaited.Find(known.Layout.Creator, known.Layout.Sequence);
        bool isAlone = _known.Find(known.Layout.Creator, known.Layout.Sequence) == index && known.NextAlternative < 0;
        Waiting.Leave(index);
        Discard(index, RefusalReason.ParentsNotFound);
        if (awaited >= 0 && isAlone)
        {
            _expired.Push(awaited);
        }
    }
}
