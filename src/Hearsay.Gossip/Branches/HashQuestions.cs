using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// Asks for the explicit parent hashes of events whose digest does not match the parents found by (creator, sequence).
/// An answer proves itself: all hashes together must match the digest that the event's creator signed. Answers are kept
/// with their event, so that they can be passed on. As many questions are open as events wait.
/// </summary>
internal sealed class HashQuestions(EngineParts parts, PeerChoice choice)
{
    private readonly Dictionary<int, ParentHashes> _hashes = [];
    private readonly PriorityQueue<ParentHashes, long> _due = new();

    /// <summary>Bytes of the hashes that are kept.</summary>
    public long BytesHeld { get; private set; }

    /// <summary>The complete parent hashes of an event, if they were needed.</summary>
    public ParentHashes? Of(int index) =>
        _hashes.Count > 0 && _hashes.TryGetValue(index, out ParentHashes? hashes) && hashes.IsComplete ? hashes : null;

    /// <summary>Begins to ask for an event's hashes at some time, if that has not begun.</summary>
    public void Open(int index, Micros due)
    {
        if (!_hashes.TryGetValue(index, out ParentHashes? hashes))
        {
            ref KnownEvent known = ref parts.Known[index];
            hashes = new ParentHashes(index, known.Version, known.Layout.ParentCount, parts.Now);
            _hashes[index] = hashes;
        }

        if (hashes.DueAt == Schedules.Never && !hashes.IsComplete)
        {
            Schedule(hashes, due);
        }
    }

    /// <summary>
    /// Keeps hashes that nobody has to be asked for: those in the own journal, or of parents that were found.
    /// </summary>
    public bool TryKeep(int index, ReadOnlySpan<byte> hashes)
    {
        Open(index, Schedules.Never);
        return TryFillAll(_hashes[index], hashes);
    }

    /// <summary>Stops asking about an event whose parents were found without an answer.</summary>
    public void Close(int index)
    {
        if (_hashes.Count > 0 && _hashes.TryGetValue(index, out ParentHashes? hashes) && !hashes.IsComplete)
        {
            Forget(index);
        }
    }

    /// <summary>Forgets the hashes of an event that is about to go, or whose bytes are let go.</summary>
    public void Forget(int index)
    {
        if (_hashes.Count > 0 && _hashes.Remove(index, out ParentHashes? hashes))
        {
            BytesHeld -= hashes.Bytes.Length;
            hashes.DueAt = Schedules.Never;
        }
    }

    /// <summary>Takes a question that is due; it must be asked, put off, or its event dropped then.</summary>
    public bool TryTakeDue(out ParentHashes hashes)
    {
        while (_due.TryPeek(out hashes!, out long due) && due <= parts.Now.Value)
        {
            _due.Dequeue();
            if (hashes.DueAt.Value == due)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>When the next question is due, at the earliest.</summary>
    public Micros NextDue() => _due.TryPeek(out _, out long due) ? new Micros(due) : Schedules.Never;

    /// <summary>Asks later.</summary>
    public void PutOff(ParentHashes hashes, Micros due) => Schedule(hashes, due);

    /// <summary>Asks now; of whom. The caller says when it asks again.</summary>
    public MemberIndex Ask(ParentHashes hashes, MemberIndex namedBy)
    {
        ref KnownEvent known = ref parts.Known[hashes.Known];

        // Who sent it may wait for the same answer; its creator, or that of the event that needs it, must know.
        bool isCreatorsTurn = hashes.Tries % 4 == 2;
        Wanted wanted = new(isCreatorsTurn ? known.Sponsor : known.Holder, namedBy, hashes.Tries, IsCommon: false);
        HashesOf of = new(known.Layout.Creator, known.Layout.Sequence, known.Hash, hashes.Filled);
        int below = hashes.NeedsEvery ? HashesMessage.EveryHash : of.First == 0 ? BelowAt(known.Depth) : 0;
        hashes.Tries++;
        MemberIndex asked = Send(of, wanted, withEvent: false, below);
        hashes.Asked = asked;
        return asked;
    }

    /// <summary>
    /// Asks for an event by its hash, with its parents' hashes and what of branches lies below; of whom.
    /// </summary>
    public MemberIndex AskForEvent(in AwaitedEvent awaited, MemberIndex namedBy, int depth)
    {
        HashesOf of = new(awaited.Creator, awaited.Sequence, awaited.Hash, 0);
        Wanted wanted = new(awaited.Holder, namedBy, awaited.Tries, IsCommon: false);
        return Send(of, wanted, withEvent: true, BelowAt(depth));
    }

    /// <summary>
    /// Takes an answer; returns the event that can be resolved now, or -1. All at once may come from anybody; a part
    /// that is wrong would only show with the last one, and spoil the parts of all others.
    /// </summary>
    public int Take(ReadOnlySpan<byte> body, MemberIndex from)
    {
        HashesOf of = HashesMessage.ReadHead(body);
        ReadOnlySpan<byte> more = HashesMessage.HashesIn(body);
        if (OpenOf(of) is not { } hashes
            || (!TryFillAll(hashes, more) && (from != hashes.Asked || !TryFill(hashes, of.First, more))))
        {
            parts.Refusals.Add(from, RefusalReason.WrongHashes);
            return -1;
        }

        if (hashes.IsComplete)
        {
            return Done(hashes);
        }

        // The rest is right behind it; when it got lost, the next one is asked for it.
        Schedule(hashes, parts.Now + choice.RetryAfter(from, tries: 1));
        return -1;
    }

    /// <summary>
    /// Takes an answer that tells only the parents of members that branched; returns the event that can be resolved
    /// now, or -1. When it is not enough, every hash is asked for, at once the first time only: anybody can send one
    /// that is wrong.
    /// </summary>
    public int TakeBranches(ReadOnlySpan<byte> body, MemberIndex from)
    {
        if (OpenOf(HashesMessage.ReadHead(body)) is not { } hashes)
        {
            parts.Refusals.Add(from, RefusalReason.WrongHashes);
            return -1;
        }

        ref KnownEvent known = ref parts.Known[hashes.Known];
        Span<byte> all = stackalloc byte[(known.Layout.ParentCount + 1) * EventHash.Bytes];
        if (TryCompose(hashes.Known, body[HashesMessage.HeadBytes..], all) && TryFillAll(hashes, all))
        {
            return Done(hashes);
        }

        if (hashes.NeedsEvery || hashes.Asked is null)
        {
            parts.Refusals.Add(from, RefusalReason.WrongHashes);
            return -1;
        }

        hashes.NeedsEvery = true;
        Schedule(hashes, parts.Now);
        return -1;
    }

    /// <summary>
    /// What is asked about an event that is here, until it is complete; or could be, as it waits: an answer tells of
    /// what lies below as well.
    /// </summary>
    private ParentHashes? OpenOf(in HashesOf of)
    {
        int index = parts.Known.Find(of.Creator, of.Sequence, of.Hash);
        if (index >= 0 && parts.Known[index].Waits)
        {
            Open(index, Schedules.Never);
        }

        return index >= 0 && _hashes.TryGetValue(index, out ParentHashes? hashes) && !hashes.IsComplete ? hashes : null;
    }

    private int Done(ParentHashes hashes)
    {
        Schedule(hashes, Schedules.Never);
        return hashes.Known;
    }

    /// <summary>
    /// The hashes of all parents: those told, and of the others what is first in their places; false when one is not
    /// here.
    /// </summary>
    private bool TryCompose(int index, ReadOnlySpan<byte> told, Span<byte> all)
    {
        EventLayout layout = parts.Known[index].Layout;
        NamedParents named = layout.ParentsOf(parts.Known.BytesOf(index));
        all.Clear();
        bool isWhole = layout.Sequence.Value == 0
            || TryCompose(0, layout.Creator, new Sequence(layout.Sequence.Value - 1), ref told, all);
        for (int number = 1; named.TryRead(out NamedParent parent); number++)
        {
            isWhole = TryCompose(number, parent.Creator, parent.Sequence, ref told, all) && isWhole;
        }

        return isWhole && told.IsEmpty;
    }

    private bool TryCompose(
        int number, MemberIndex creator, Sequence sequence, ref ReadOnlySpan<byte> told, Span<byte> all)
    {
        Span<byte> place = all.Slice(number * EventHash.Bytes, EventHash.Bytes);
        if (!told.IsEmpty && told[0] == number)
        {
            told[1..HashesMessage.NumberedBytes].CopyTo(place);
            told = told[HashesMessage.NumberedBytes..];
            return true;
        }

        int here = parts.Known.Find(creator, sequence);
        if (here >= 0)
        {
            parts.Known[here].Hash.Write(place);
        }

        return here >= 0;
    }

    private EventHash DigestOf(ParentHashes hashes) =>
        parts.Known[hashes.Known].Layout.DigestOf(parts.Known.BytesOf(hashes.Known));

    private bool TryFillAll(ParentHashes hashes, ReadOnlySpan<byte> all)
    {
        BytesHeld -= hashes.Bytes.Length;
        bool isFilled = hashes.TryFillAll(all, DigestOf(hashes));
        BytesHeld += hashes.Bytes.Length;
        return isFilled;
    }

    private bool TryFill(ParentHashes hashes, int first, ReadOnlySpan<byte> more)
    {
        BytesHeld -= hashes.Bytes.Length;
        bool isFilled = hashes.TryFill(first, more, DigestOf(hashes));
        BytesHeld += hashes.Bytes.Length;
        return isFilled;
    }

    private MemberIndex Send(in HashesOf of, in Wanted wanted, bool withEvent, int below)
    {
        MemberIndex to = choice.Next(wanted);
        Span<byte> question = stackalloc byte[HashesMessage.QuestionBytes];
        HashesMessage.WriteQuestion(question, of, withEvent, below);
        parts.Outbox.Add(to, MessageKind.HashRequest, question);
        parts.Setup.Screen?.Budgets.Credit(to, below == HashesMessage.EveryHash ? 0 : 1 + below);
        parts.Counters.EventsRequested += withEvent ? 1 : 0;
        return to;
    }

    /// <summary>Twice as far each time: what is not needed stays within what was.</summary>
    private static int BelowAt(int depth) =>
        Math.Min(Limits.BelowPerQuestionMax, Limits.BelowPerQuestionMin + (2 * depth));

    private void Schedule(ParentHashes hashes, Micros due)
    {
        hashes.DueAt = due;
        if (due != Schedules.Never)
        {
            _due.Enqueue(hashes, due.Value);
        }
    }
}
