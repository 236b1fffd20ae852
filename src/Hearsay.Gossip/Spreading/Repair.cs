using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// Asks for missing events: after the reorder delay the peer that named them, then others that have them as far as the
/// graph says, less and less often. What nobody sends is given up, with all that waits for it, unless another member's
/// event needs it; it comes again when somebody names it again or a frontier shows it.
/// </summary>
internal sealed class Repair(EngineParts parts, EventIntake intake)
{
    // An event that is here but waits itself is looked at again after this, milliseconds; its arrival wakes it anyway.
    private const int WaitingCheckMs = 250;

    private readonly List<Ask> _asks = [];
    private readonly List<(int Index, int Wait)> _unclear = [];
    private readonly byte[] _body = new byte[Limits.EventBytesMax];
    private readonly AskBudgets _budgets = new(parts.Options, parts.Roster.Count, parts.Now);
    private readonly (Sequence First, Micros Until)[] _gaps = new (Sequence, Micros)[parts.Roster.Count];

    private AwaitedEvents Awaited => intake.Waiting.Awaited;

    /// <summary>When there is something to do.</summary>
    public Micros NextDue() => Schedules.Min(Awaited.NextDue, intake.Questions.NextDue());

    /// <summary>Asks for what is due.</summary>
    public void Run()
    {
        while (_asks.Count < Limits.AsksPerStepMax && Awaited.TryTakeDue(parts.Now, out int index))
        {
            Look(index);
        }

        Send();
        ClearUp();
        for (int i = 0; i < Limits.AsksPerStepMax && intake.Questions.TryTakeDue(out ParentHashes hashes); i++)
        {
            Look(hashes);
        }
    }

    private void Look(int index)
    {
        if (!HasWaiter(index))
        {
            Awaited.Remove(index);
            return;
        }

        ref AwaitedEvent awaited = ref Awaited[index];
        int here = awaited.IsExact
            ? parts.Known.Find(awaited.Creator, awaited.Sequence, awaited.Hash)
            : parts.Known.Find(awaited.Creator, awaited.Sequence);
        if (IsOld(awaited.Since))
        {
            intake.Drops.Expire(index);
        }
        else if (here >= 0)
        {
            Doubt(index);
            Awaited.Schedule(index, parts.Now + Schedules.FromMs(WaitingCheckMs));
        }
        else if (awaited.Tries >= Limits.AskTriesMax && !IsNeeded(index))
        {
            intake.Drops.Expire(index);
        }
        else if (awaited.IsExact)
        {
            AskForEvent(index);
        }
        else if (intake.Branches.HasBranched(awaited.Creator))
        {
            AskWhichIsMeant(index);
            Awaited.Schedule(index, parts.Now + Schedules.FromMs(WaitingCheckMs));
        }
        else
        {
            AskForPlace(index);
        }
    }

    /// <summary>
    /// An event may wait for another than the one that it means, whose creator sent this one only here. When both wait
    /// for long, it is asked which is meant.
    /// </summary>
    private void Doubt(int index)
    {
        ref AwaitedEvent awaited = ref Awaited[index];
        if (!awaited.IsExact && ++awaited.Checks > Limits.DoubtAfterChecks)
        {
            awaited.Checks = 0;
            AskWhichIsMeant(index);
        }
    }

    /// <summary>
    /// A later event of the same creator means the same as its chain does, unless the creator branched, or the next of
    /// its chain is here and never enters: it may be another than the one that all others have. One that another event
    /// means for certain is asked about too: what is here before it may be of a chain that nobody else has.
    /// </summary>
    private void AskWhichIsMeant(int index)
    {
        MemberIndex creator = Awaited[index].Creator;
        bool isNext = Awaited[index].Sequence.Value == parts.Known.Highest[creator.Value] + 1;
        bool isUnsure = isNext || intake.Branches.HasBranched(creator);
        int cursor = Awaited[index].FirstWaiter;
        while (Awaited.TryWalk(ref cursor, out int waiter, out int wait))
        {
            ref KnownEvent known = ref parts.Known[waiter];
            if (intake.Needs.IsWaiting(waiter, wait)
                && (isUnsure || known.Layout.Creator != creator || Awaited.Find(known.Hash) >= 0))
            {
                _unclear.Add((waiter, wait));
            }
        }
    }

    /// <summary>After the walk over what is awaited: what is cleared up may enter, and more with it.</summary>
    private void ClearUp()
    {
        foreach ((int index, int wait) in _unclear)
        {
            if (intake.Needs.IsWaiting(index, wait))
            {
                intake.ClearUp(index);
            }
        }

        _unclear.Clear();
    }

    private void AskForPlace(int index)
    {
        // A place of a waiter that is gone may mean another event by now: asking its creator does no harm.
        ref AwaitedEvent awaited = ref Awaited[index];
        int waiter = Awaited.WaiterAt(index, awaited.Tries / 4);
        MemberIndex namedBy = parts.Known[waiter].Layout.Creator;
        bool isFlood = namedBy == awaited.Creator && intake.Pace.IsOver(namedBy, parts.Now) && !IsNeeded(index);
        if (isFlood || !_budgets.Has(namedBy, parts.Now))
        {
            Awaited.Schedule(index, parts.Now + Schedules.FromMs(Limits.BudgetWaitMs));
            return;
        }

        Wanted wanted = new(awaited.Holder, namedBy, awaited.Tries, IsCommon: true);
        MemberIndex to = intake.Choice.Next(wanted);
        awaited.Tries++;
        Ask ask = new(to, awaited.Creator, awaited.Sequence);
        _budgets.Take(namedBy, GapBefore(ask).Count * AverageBytes(), parts.Now);
        _asks.Add(ask);
        Awaited.Schedule(index, parts.Now + intake.Choice.RetryAfter(to, awaited.Tries));
    }

    private void AskForEvent(int index)
    {
        ref AwaitedEvent awaited = ref Awaited[index];
        int waiter = Awaited.WaiterAt(index, 0);
        ref KnownEvent known = ref parts.Known[waiter];
        if (!intake.Sponsors.HasRoot(waiter))
        {
            // What it came for is gone; others may wait as well.
            intake.Drops.ExpireEvent(waiter);
            Awaited.Schedule(index, parts.Now);
            return;
        }

        if (!intake.Sponsors.CanPay(known.Root))
        {
            Awaited.Schedule(index, parts.Now + Schedules.FromMs(Limits.BudgetWaitMs));
            return;
        }

        MemberIndex to = intake.Questions.AskForEvent(awaited, NamerOf(known.Root, awaited.Tries), known.Depth + 1);
        awaited.Tries++;
        Micros wait = intake.Choice.RetryAfter(to, awaited.Tries, AskIntervalMsMax(known.Root));
        Awaited.Schedule(index, parts.Now + wait);
    }

    private void Look(ParentHashes hashes)
    {
        int index = hashes.Known;
        if (parts.Known[index].Version != hashes.Version)
        {
            return;
        }

        int root = parts.Known[index].Root;
        bool hasRoot = intake.Sponsors.HasRoot(index);
        bool isUnanswered = hashes.Tries >= Limits.AskTriesMax && intake.Needs.NeededBy(root) < 0;
        if (isUnanswered && hasRoot && parts.Known[index].Missing > 0)
        {
            // It waits for parents anyway, and is given up with them.
            intake.Questions.Forget(index);
        }
        else if (!hasRoot || isUnanswered || IsOld(hashes.Since))
        {
            intake.Drops.ExpireEvent(index);
        }
        else if (intake.Sponsors.CanPay(root))
        {
            MemberIndex to = intake.Questions.Ask(hashes, NamerOf(root, hashes.Tries));
            intake.Questions.PutOff(
                hashes, parts.Now + intake.Choice.RetryAfter(to, hashes.Tries, AskIntervalMsMax(root)));
        }
        else
        {
            intake.Questions.PutOff(hashes, parts.Now + Schedules.FromMs(Limits.BudgetWaitMs));
        }
    }

    /// <summary>
    /// A member that must have what lies below a root: its creator, or one whose event needs it, or one whose event
    /// needs that in turn. Of several each peer asks another one: what one member alone has been told of, all others
    /// ask for at once, and its upload would be all there is.
    /// </summary>
    private MemberIndex NamerOf(int root, int tries)
    {
        Span<int> namers = stackalloc int[Needs.StepsMax];
        int count = 0;
        int next = intake.Needs.NeededBy(root);
        for (; next >= 0 && count < namers.Length; next = intake.Needs.NeededBy(next))
        {
            namers[count++] = parts.Known[next].Layout.Creator.Value;
        }

        return count == 0
            ? parts.Known[root].Layout.Creator
            : new MemberIndex(namers[(parts.Self.Value + (tries / PeerChoice.TurnsOfExactAsks)) % count]);
    }

    /// <summary>What another member's event needs others fetch as well: one of them may have it soon.</summary>
    private int AskIntervalMsMax(int root) => intake.Needs.NeededBy(root) >= 0
        ? Limits.NeededAskIntervalMsMax
        : Limits.AskIntervalMsMax;

    private bool IsOld(Micros since) => parts.Now - since > Schedules.FromMs(Limits.WaitingMsMax);

    private long AverageBytes() => 1 + (parts.Known.BytesHeld / Math.Max(1, parts.Known.Count));

    /// <summary>True when an event of another member than the waiting ones' needs one of these.</summary>
    private bool IsNeeded(int index)
    {
        int cursor = Awaited[index].FirstWaiter;
        while (Awaited.TryWalk(ref cursor, out int waiter, out int wait))
        {
            if (intake.Needs.IsWaiting(waiter, wait) && intake.Sponsors.HasRoot(waiter)
                && intake.Needs.NeededBy(parts.Known[waiter].Root) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Forgets waiters that were dropped meanwhile; true when one is left, which is then the first.</summary>
    private bool HasWaiter(int index)
    {
        while (Awaited.TryPeekWaiter(index, out int known, out int wait))
        {
            if (intake.Needs.IsWaiting(known, wait))
            {
                return true;
            }

            Awaited.TryTakeWaiter(index, out _, out _);
        }

        return false;
    }

    /// <summary>Sends the asks, those to one peer in one message, gaps as ranges.</summary>
    private void Send()
    {
        _asks.Sort();
        for (int start = 0; start < _asks.Count;)
        {
            int end = start + 1;
            while (end < _asks.Count && _asks[end].To == _asks[start].To)
            {
                end++;
            }

            SendTo(_asks[start].To, start, end);
            start = end;
        }

        _asks.Clear();
    }

    private void SendTo(MemberIndex to, int start, int end)
    {
        int length = 0;
        int ranges = 0;
        EventRange last = default;
        for (int i = start; i < end; i++)
        {
            Ask ask = _asks[i];
            bool isCovered = last.Count > 0 && last.Creator == ask.Creator && ask.Sequence.Value <= last.Last.Value;
            if (isCovered || IsAskedAlready(ask, last = GapBefore(ask)))
            {
                continue;
            }

            int written = ranges < Limits.RangesPerRequestMax ? RequestMessage.Write(_body.AsSpan(length), last) : 0;
            if (written == 0)
            {
                parts.Outbox.Add(to, MessageKind.Request, _body.AsSpan(0, length));
                length = ranges = 0;
                written = RequestMessage.Write(_body, last);
            }

            length += written;
            ranges++;
            parts.Counters.EventsRequested += last.Count;
            parts.Setup.Screen?.Budgets.Credit(to, last.Count);
        }

        if (length > 0)
        {
            parts.Outbox.Add(to, MessageKind.Request, _body.AsSpan(0, length));
        }
    }

    /// <summary>
    /// True when the oldest part of a long gap was asked for a moment ago, for the sake of another event beyond it: a
    /// hundred events far ahead would otherwise ask for the same part a hundred times.
    /// </summary>
    private bool IsAskedAlready(Ask ask, EventRange range)
    {
        if (range.Last.Value >= ask.Sequence.Value || !parts.Options.Defences.HasFlag(Defences.ChargedAsks))
        {
            return false;
        }

        ref (Sequence First, Micros Until) gap = ref _gaps[ask.Creator.Value];
        if (gap.First == range.First && parts.Now < gap.Until)
        {
            return true;
        }

        gap = (range.First, parts.Now + Schedules.FromMs(Limits.SameGapMs));
        return false;
    }

    /// <summary>
    /// The wanted event and the missing ones right before it; the oldest part of a gap that is too long.
    /// </summary>
    private EventRange GapBefore(Ask ask)
    {
        int lowest = parts.Known.Highest[ask.Creator.Value] + 1;
        int first = ask.Sequence.Value;
        int least = Math.Max(lowest, first - Limits.RequestedPerRangeMax + 1);
        while (first > least && parts.Known.Find(ask.Creator, new Sequence(first - 1)) < 0)
        {
            first--;
        }

        bool isLonger = first == least && first > lowest
            && parts.Known.Find(ask.Creator, new Sequence(first - 1)) < 0
            && parts.Known.Find(ask.Creator, new Sequence(lowest)) < 0;
        return isLonger
            ? new EventRange(ask.Creator, new Sequence(lowest), Limits.RequestedPerRangeMax)
            : new EventRange(ask.Creator, new Sequence(first), ask.Sequence.Value - first + 1);
    }

    /// <param name="To">Who is asked.</param>
    /// <param name="Creator">The creator of what is asked for.</param>
    /// <param name="Sequence">Its place.</param>
    private readonly record struct Ask(
        MemberIndex To, MemberIndex Creator, Sequence Sequence) : IComparable<Ask>
    {
        public int CompareTo(Ask other)
        {
            int order = To.Value.CompareTo(other.To.Value);
            order = order != 0 ? order : Creator.Value.CompareTo(other.Creator.Value);
            return order != 0 ? order : Sequence.Value.CompareTo(other.Sequence.Value);
        }
    }
}
