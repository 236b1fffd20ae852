using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// Asks for the explicit parent hashes of events whose digest does not match the parents found by (creator, sequence),
/// and answers such questions. An answer proves itself: all hashes together must match the digest that the event's
/// creator signed. Answers are kept with their event, so that they can be passed on.
/// </summary>
internal sealed class HashQuestions(EngineParts parts, ParentResolution resolution, PeerChoice choice)
{
    private readonly Dictionary<int, ParentHashes> _hashes = [];
    private readonly List<ParentHashes> _open = [];
    private readonly int[] _perCreator = new int[parts.Roster.Count];

    /// <summary>The complete parent hashes of an event, if they were needed.</summary>
    public ParentHashes? Of(int index) =>
        _hashes.Count > 0 && _hashes.TryGetValue(index, out ParentHashes? hashes)
        && hashes.Version == parts.Known[index].Version && hashes.IsComplete ? hashes : null;

    /// <summary>
    /// True when the event is known to have another event as parent than those that are here of this creator and
    /// sequence.
    /// </summary>
    public bool NeedsOther(int index, MemberIndex creator, Sequence sequence)
    {
        ParentHashes? hashes = Of(index);
        if (hashes is null || parts.Known[index].InGraph)
        {
            return false;
        }

        int place = PlaceOf(index, creator);
        return place <= parts.Known[index].Layout.ParentCount
            && parts.Known.Find(creator, sequence, hashes[place]) < 0;
    }

    /// <summary>True when a waiting event is known to have exactly this event as parent.</summary>
    public bool Names(int index, MemberIndex creator, Sequence sequence, EventHash hash)
    {
        ParentHashes? hashes = Of(index);
        if (hashes is null || parts.Known[index].InGraph)
        {
            return false;
        }

        int place = PlaceOf(index, creator);
        return place <= parts.Known[index].Layout.ParentCount && hashes[place] == hash;
    }

    /// <summary>
    /// Begins to ask for an event's hashes, if that has not begun; false when its creator's share of the room is used
    /// up.
    /// </summary>
    public bool TryOpen(int index)
    {
        ref KnownEvent known = ref parts.Known[index];
        int creator = known.Layout.Creator.Value;
        if (_hashes.ContainsKey(index))
        {
            return true;
        }

        if (_perCreator[creator] >= Math.Max(16, Limits.ExplicitHashesMax / parts.Roster.Count))
        {
            return false;
        }

        _perCreator[creator]++;
        ParentHashes hashes = new(index, known.Version, known.Layout.ParentCount)
        {
            DueAt = parts.Now,
        };
        _hashes[index] = hashes;
        _open.Add(hashes);
        return true;
    }

    /// <summary>Stops asking about an event whose parents were found without an answer.</summary>
    public void Close(int index)
    {
        if (_open.Count > 0 && _hashes.TryGetValue(index, out ParentHashes? hashes) && !hashes.IsComplete)
        {
            Forget(index);
        }
    }

    /// <summary>Forgets an event that is about to be removed or dropped.</summary>
    public void Forget(int index)
    {
        if (_hashes.Count > 0 && _hashes.Remove(index, out ParentHashes? hashes))
        {
            _perCreator[parts.Known[index].Layout.Creator.Value]--;
            _open.Remove(hashes);
        }
    }

    /// <summary>Asks what is due. Events whose hashes nobody had are added to <paramref name="givenUp"/>.</summary>
    public void Run(List<ParentHashes> givenUp)
    {
        foreach (ParentHashes hashes in _open)
        {
            if (hashes.DueAt > parts.Now)
            {
                continue;
            }

            if (hashes.Tries == Limits.AskTriesMax)
            {
                givenUp.Add(hashes);
                continue;
            }

            Ask(hashes);
        }
    }

    /// <summary>When the next question is due.</summary>
    public Micros NextDue()
    {
        Micros due = Schedules.Never;
        foreach (ParentHashes hashes in _open)
        {
            due = Schedules.Min(due, hashes.DueAt);
        }

        return due;
    }

    /// <summary>Takes an answer; returns the event that can be resolved now, or -1.</summary>
    public int Take(ReadOnlySpan<byte> body, MemberIndex from)
    {
        HashesOf of = HashesMessage.ReadHead(body);
        int index = parts.Known.Find(of.Creator, of.Sequence, of.Hash);
        if (index < 0 || !_hashes.TryGetValue(index, out ParentHashes? hashes) || hashes.IsComplete)
        {
            parts.Refusals.Add(from, RefusalReason.WrongHashes);
            return -1;
        }

        EventHash digest = parts.Known[index].Layout.DigestOf(parts.Known.BytesOf(index));
        if (!hashes.TryFill(of.First, HashesMessage.HashesIn(body), digest))
        {
            parts.Refusals.Add(from, RefusalReason.WrongHashes);
            return -1;
        }

        hashes.DueAt = parts.Now;
        if (!hashes.IsComplete)
        {
            hashes.Tries = 0;
            return -1;
        }

        _open.Remove(hashes);
        return index;
    }

    /// <summary>Answers a question, if the event is in the graph.</summary>
    public void Answer(ReadOnlySpan<byte> body, MemberIndex from)
    {
        HashesOf of = HashesMessage.ReadHead(body);
        int index = parts.Known.Find(of.Creator, of.Sequence, of.Hash);
        if (index < 0 || !parts.Known[index].InGraph || of.First > parts.Known[index].Layout.ParentCount)
        {
            return;
        }

        ReadOnlySpan<byte> all = HashesOfParents(index);
        ReadOnlySpan<byte> hashes = all[Math.Min(all.Length, of.First * EventHash.Bytes)..];
        hashes = hashes[..Math.Min(hashes.Length, HashesMessage.HashesMax * EventHash.Bytes)];
        if (hashes.IsEmpty || !parts.Peers.TryTakeAnswer(from, HashesMessage.HeadBytes + hashes.Length, parts.Now))
        {
            parts.Counters.AnswersSkipped++;
            return;
        }

        Span<byte> answer = stackalloc byte[HashesMessage.HeadBytes + hashes.Length];
        HashesMessage.WriteHead(answer, of);
        hashes.CopyTo(answer[HashesMessage.HeadBytes..]);
        parts.Outbox.Add(from, MessageKind.Hashes, answer);
    }

    /// <summary>
    /// The place of this creator's event among an event's parents, 0 for its self-parent; more than there are when it
    /// names none.
    /// </summary>
    private int PlaceOf(int index, MemberIndex creator)
    {
        EventLayout layout = parts.Known[index].Layout;
        int place = layout.Creator == creator ? 0 : 1;
        NamedParents parents = layout.ParentsOf(parts.Known.BytesOf(index));
        while (place > 0 && parents.TryRead(out NamedParent parent) && parent.Creator != creator)
        {
            place++;
        }

        return place;
    }

    private ReadOnlySpan<byte> HashesOfParents(int index)
    {
        ParentHashes? hashes = Of(index);
        return hashes is not null ? hashes.Bytes
            : parts.Known.BytesOf(index).IsEmpty || resolution.Resolve(index, null) != ParentsFound.All ? default
            : resolution.Hashes;
    }

    private void Ask(ParentHashes hashes)
    {
        ref KnownEvent known = ref parts.Known[hashes.Known];
        MemberIndex to = choice.Next(new Wanted(known.Holder, known.Layout.Creator, hashes.Tries, IsCommon: false));
        hashes.Tries++;
        hashes.DueAt = parts.Now + choice.RetryAfter(to, hashes.Tries);
        Span<byte> question = stackalloc byte[HashesMessage.HeadBytes];
        HashesMessage.WriteHead(
            question, new HashesOf(known.Layout.Creator, known.Layout.Sequence, known.Hash, hashes.Filled));
        parts.Outbox.Add(to, MessageKind.HashRequest, question);
    }
}
