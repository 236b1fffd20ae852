using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// Asks for missing events: after the reorder delay the peer that named them, then others that have them as far as the
/// graph says, less and less often. What nobody sends is given up, with all that waits for it; it comes again when
/// somebody names it again or a frontier shows it.
/// </summary>
/// <remarks>
/// What is asked for in a second stays within a budget, whatever is missing: a peer that falls behind would otherwise
/// ask for more than it can take in, lose that too, and never catch up.
/// </remarks>
internal sealed class Repair(EngineParts parts, EventIntake intake)
{
    // An event that is here but waits itself is looked at again after this, milliseconds; its arrival wakes it anyway.
    private const int WaitingCheckMs = 250;

    private readonly List<Ask> _asks = [];
    private readonly List<ParentHashes> _givenUp = [];
    private readonly byte[] _body = new byte[Limits.EventBytesMax];
    private TokenBucket _budget = new(parts.Options.UploadBytesPerS, parts.Options.UploadBytesPerS, parts.Now);

    private AwaitedEvents Awaited => intake.Waiting.Awaited;

    /// <summary>When there is something to do.</summary>
    public Micros NextDue() => Schedules.Min(
        Schedules.Max(Awaited.NextDue, _budget.WhenHas(1)), intake.Questions.NextDue());

    /// <summary>Asks for what is due.</summary>
    public void Run()
    {
        while (_asks.Count < Limits.AsksPerStepMax && _budget.Has(1, parts.Now)
            && Awaited.TryTakeDue(parts.Now, out int index))
        {
            Look(index);
        }

        Send();
        intake.Questions.Run(_givenUp);
        foreach (ParentHashes hashes in _givenUp)
        {
            // One that was given up with another before it is gone.
            if (parts.Known[hashes.Known].Version == hashes.Version)
            {
                intake.ExpireEvent(hashes.Known);
            }
        }

        _givenUp.Clear();
    }

    private void Look(int index)
    {
        if (!HasWaiter(index))
        {
            Awaited.Remove(index);
            return;
        }

        ref AwaitedEvent awaited = ref Awaited[index];
        bool isHere = parts.Known.Find(awaited.Creator, awaited.Sequence) >= 0 && !NeedsOtherBranch(index);
        bool isOld = parts.Now - awaited.Since > Schedules.FromMs(Limits.WaitingMsMax);
        if (isOld || (!isHere && awaited.Tries >= Limits.AskTriesMax))
        {
            intake.Expire(index);
        }
        else if (isHere)
        {
            Awaited.Schedule(index, parts.Now + Schedules.FromMs(WaitingCheckMs));
        }
        else
        {
            // A place of a waiter that is gone may mean another event by now: asking its creator does no harm.
            int waiter = Awaited.WaiterAt(index, awaited.Tries / 4);
            MemberIndex namedBy = parts.Known[waiter].Layout.Creator;
            bool isCommon = !awaited.WantsAlternative && !intake.Branches.HasBranched(awaited.Creator);
            MemberIndex to = intake.Choice.Next(new Wanted(awaited.Holder, namedBy, awaited.Tries, isCommon));
            awaited.Tries++;
            _asks.Add(new Ask(to, awaited.Creator, awaited.Sequence));
            _budget.TakeAhead(AverageBytes(), parts.Now);
            Awaited.Schedule(index, parts.Now + intake.Choice.RetryAfter(to, awaited.Tries));
        }
    }

    private long AverageBytes() => 1 + (parts.Known.BytesHeld / Math.Max(1, parts.Known.Count));

    /// <summary>True when what is here of this creator and sequence is not what a waiter needs.</summary>
    private bool NeedsOtherBranch(int index)
    {
        ref AwaitedEvent awaited = ref Awaited[index];
        if (awaited.WantsAlternative || !intake.Branches.Any)
        {
            return awaited.WantsAlternative;
        }

        int cursor = awaited.FirstWaiter;
        while (!awaited.WantsAlternative && Awaited.TryWalk(ref cursor, out int waiter))
        {
            awaited.WantsAlternative = intake.Questions.NeedsOther(waiter, awaited.Creator, awaited.Sequence);
        }

        return awaited.WantsAlternative;
    }

    /// <summary>Forgets waiters that were dropped meanwhile; true when one is left.</summary>
    private bool HasWaiter(int index)
    {
        while (Awaited.TryPeekWaiter(index, out int known, out int wait))
        {
            if (intake.IsWaiting(known, wait))
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
            if (last.Count > 0 && last.Creator == ask.Creator && ask.Sequence.Value <= last.Last.Value)
            {
                continue;
            }

            last = GapBefore(ask);
            int written = ranges < Limits.RangesPerRequestMax ? RequestMessage.Write(_body.AsSpan(length), last) : 0;
            if (written == 0)
            {
                parts.Outbox.Add(to, MessageKind.Request, _body.AsSpan(0, length));
                length = ranges = 0;
                written = RequestMessage.Write(_body, last);
            }

            if (intake.Branches.HasBranched(ask.Creator))
            {
                intake.Asked.Note(to, last);
            }

            length += written;
            ranges++;
            parts.Counters.EventsRequested += last.Count;
            parts.Setup.Screen?.Budgets.Credit(to, last.Count);
            _budget.TakeAhead((last.Count - 1) * AverageBytes(), parts.Now);
        }

        parts.Outbox.Add(to, MessageKind.Request, _body.AsSpan(0, length));
    }

    /// <summary>
    /// The wanted event and the missing ones right before it; the oldest part of a gap that is too long.
    /// </summary>
    private EventRange GapBefore(Ask ask)
    {
        if (parts.Known.Find(ask.Creator, ask.Sequence) >= 0)
        {
            return AlternativesUpTo(ask);
        }

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

    /// <summary>
    /// The wanted event, of which another branch is here, and those before it: they are likely to be missing as well.
    /// </summary>
    private EventRange AlternativesUpTo(Ask ask)
    {
        int first = Math.Max(ask.Sequence.Value - Limits.AlternativesPerRangeMax + 1, 0);
        first = Math.Min(Math.Max(first, parts.Known.FirstKept(ask.Creator).Value), ask.Sequence.Value);
        return new EventRange(ask.Creator, new Sequence(first), ask.Sequence.Value - first + 1);
    }

    private readonly record struct Ask(MemberIndex To, MemberIndex Creator, Sequence Sequence) : IComparable<Ask>
    {
        public int CompareTo(Ask other)
        {
            int order = To.Value.CompareTo(other.To.Value);
            order = order != 0 ? order : Creator.Value.CompareTo(other.Creator.Value);
            return order != 0 ? order : Sequence.Value.CompareTo(other.Sequence.Value);
        }
    }
}
