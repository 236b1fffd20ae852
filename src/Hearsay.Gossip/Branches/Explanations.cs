using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// Answers <see cref="HashQuestions"/>: which events an event has as parents, by their hashes; with it, when asked for,
/// the event itself; and what lies below it of members that branched, each with its own parents' hashes, nearest first:
/// every one of these is known to the asker as needed when it comes. Only of those members about whose events it asked
/// lately: of the others it seems to have what this one has, which is most of what lies below.
/// </summary>
/// <remarks>
/// An event that waits here is explained as soon as its hashes are known: so those who fetch the same pass it on to
/// each other, and not one member's upload serves all.
/// </remarks>
internal sealed class Explanations(EngineParts parts, EventIntake intake)
{
    // Of what is explained at once, the part that lies on one chain.
    private const double AlongShare = 0.75;

    private readonly HashSet<int> _found = [];
    private readonly List<int> _aside = [];
    private readonly List<int> _branched = []; // numbers of parents, 0 for the self-parent
    private readonly Micros[]?[] _askedAt = new Micros[]?[parts.Roster.Count]; // of each asker, about each creator

    /// <summary>Answers a question, if the event's hashes are known.</summary>
    public void Answer(ReadOnlySpan<byte> body, MemberIndex from)
    {
        HashesOf of = HashesMessage.ReadHead(body);
        (bool withEvent, int below) = HashesMessage.ReadTail(body);
        bool isEvery = HashesMessage.AsksForEveryHash(body);
        int index = parts.Known.Find(of.Creator, of.Sequence, of.Hash);
        if (index < 0 || !IsKnown(index) || of.First > parts.Known[index].Layout.ParentCount)
        {
            return;
        }

        NoteAsked(from, of.Creator);
        _aside.Clear();
        _found.Clear();
        _found.Add(index);
        for (int i = 0; index >= 0; i++)
        {
            if (!TryExplain(index, i == 0 ? (of.First, isEvery) : (0, false), withEvent || i > 0, from))
            {
                parts.Counters.AnswersSkipped++;
                return;
            }

            AddBranchedParents(from);
            index = i < below ? Next(isAlong: i < below * AlongShare) : -1;
        }
    }

    /// <summary>
    /// What to explain next. First along the chain that was asked about: who misses an event most likely misses those
    /// before it, of which one question each would take a round trip each; then what was passed on the way.
    /// </summary>
    private int Next(bool isAlong)
    {
        ReadOnlySpan<int> parents = intake.Resolution.Here;
        if (isAlong && parents[0] >= 0 && _aside.Count > 0 && _aside[^1] == parents[0])
        {
            _aside.RemoveAt(_aside.Count - 1);
            return parents[0];
        }

        if (_aside.Count == 0)
        {
            return -1;
        }

        int next = _aside[0];
        _aside.RemoveAt(0);
        return next;
    }

    private bool IsKnown(int index) => parts.Known[index].InGraph
        || (intake.Questions.Of(index) is not null && parts.Options.Defences.HasFlag(Defences.PassingOn));

    private bool TryExplain(int index, (int First, bool IsEvery) asked, bool withEvent, MemberIndex to)
    {
        ref KnownEvent known = ref parts.Known[index];
        if (!parts.Peers.TryTakePlaces(to, 1, parts.Now) || parts.Known.BytesOf(index).IsEmpty)
        {
            return false;
        }

        int numbered = asked is { First: 0, IsEvery: false } ? FindBranched(known.Layout, index) : 0;
        int told = numbered * HashesMessage.NumberedBytes;
        int every = (known.Layout.ParentCount + 1 - asked.First) * EventHash.Bytes;
        bool isShort = numbered is > 0 and <= HashesMessage.NumberedMax && told < every;
        int bytes = HashesMessage.HeadBytes + (isShort ? told : every)
            + (withEvent ? known.Layout.Length : 0) + Limits.PacketOverheadBytes;
        ParentHashes? kept = intake.Questions.Of(index);
        if (!parts.Peers.TryTakeAnswer(to, bytes, parts.Now)
            || (intake.Resolution.Resolve(index, kept) != ParentsFound.All && kept is null))
        {
            return false;
        }

        if (withEvent)
        {
            parts.Outbox.Add(to, MessageKind.Event, parts.Known.BytesOf(index));
            parts.Counters.EventsServed++;
        }

        ReadOnlySpan<byte> all = kept is null ? intake.Resolution.Hashes : kept.Bytes;
        if (isShort)
        {
            SendBranched(known, all, to);
        }
        else
        {
            SendAll(known, all, asked.First, to);
        }

        return true;
    }

    /// <summary>Finds the parents whose creators branched; how many.</summary>
    private int FindBranched(in EventLayout layout, int index)
    {
        _branched.Clear();
        if (layout.Sequence.Value > 0 && intake.Branches.HasBranched(layout.Creator))
        {
            _branched.Add(0);
        }

        NamedParents named = layout.ParentsOf(parts.Known.BytesOf(index));
        for (int number = 1; named.TryRead(out NamedParent parent); number++)
        {
            if (intake.Branches.HasBranched(parent.Creator))
            {
                _branched.Add(number);
            }
        }

        return _branched.Count;
    }

    private void SendBranched(in KnownEvent known, ReadOnlySpan<byte> all, MemberIndex to)
    {
        Span<byte> answer =
            stackalloc byte[HashesMessage.HeadBytes + (_branched.Count * HashesMessage.NumberedBytes)];
        HashesMessage.WriteHead(answer, new HashesOf(known.Layout.Creator, known.Layout.Sequence, known.Hash, 0));
        Span<byte> rest = answer[HashesMessage.HeadBytes..];
        foreach (int number in _branched)
        {
            rest[0] = (byte)number;
            all.Slice(number * EventHash.Bytes, EventHash.Bytes).CopyTo(rest[1..]);
            rest = rest[HashesMessage.NumberedBytes..];
        }

        parts.Outbox.Add(to, MessageKind.BranchHashes, answer);
    }

    private void SendAll(in KnownEvent known, ReadOnlySpan<byte> all, int first, MemberIndex to)
    {
        Span<byte> answer = stackalloc byte[HashesMessage.HeadBytes + (HashesMessage.HashesMax * EventHash.Bytes)];
        for (int end; first <= known.Layout.ParentCount; first = end)
        {
            end = Math.Min(known.Layout.ParentCount + 1, first + HashesMessage.HashesMax);
            HashesOf of = new(known.Layout.Creator, known.Layout.Sequence, known.Hash, first);
            HashesMessage.WriteHead(answer, of);
            int length = (end - first) * EventHash.Bytes;
            all.Slice(first * EventHash.Bytes, length).CopyTo(answer[HashesMessage.HeadBytes..]);
            parts.Outbox.Add(to, MessageKind.Hashes, answer[..(HashesMessage.HeadBytes + length)]);
        }
    }

    /// <summary>Adds the parents of the event explained last that the asker may miss, its self-parent last.</summary>
    private void AddBranchedParents(MemberIndex asker)
    {
        ReadOnlySpan<int> parents = intake.Resolution.Here;
        for (int i = parents.Length - 1; i >= 0; i--)
        {
            int parent = parents[i];
            bool hasRoom = i == 0 || _aside.Count < Limits.BelowPerQuestionMax;
            if (parent >= 0 && hasRoom && IsKnown(parent)
                && intake.Branches.HasBranched(parts.Known[parent].Layout.Creator)
                && AskedLately(asker, parts.Known[parent].Layout.Creator)
                && _found.Add(parent))
            {
                _aside.Add(parent);
            }
        }
    }

    private void NoteAsked(MemberIndex asker, MemberIndex about)
    {
        Micros[] asked = _askedAt[asker.Value] ??=
            [.. Enumerable.Repeat(new Micros(long.MinValue / 2), parts.Roster.Count)];
        asked[about.Value] = parts.Now;
    }

    private bool AskedLately(MemberIndex asker, MemberIndex about) =>
        parts.Now - _askedAt[asker.Value]![about.Value] <= Schedules.FromMs(Limits.AskedLatelyMs);
}
