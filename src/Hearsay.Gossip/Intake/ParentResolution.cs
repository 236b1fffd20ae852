using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>What finding an event's parents came to.</summary>
internal enum ParentsFound
{
    /// <summary>All are in the graph and match the digest.</summary>
    All,

    /// <summary>Some are missing.</summary>
    Some,

    /// <summary>All are there, but some branch makes them others than those meant: the digest differs.</summary>
    Ambiguous,

    /// <summary>One is too far ahead to wait for.</summary>
    TooFarAhead,

    /// <summary>One was dropped long ago.</summary>
    TooOld,
}

/// <summary>A parent that is not in the graph.</summary>
/// <param name="Creator">Its creator.</param>
/// <param name="Sequence">Its sequence.</param>
/// <param name="IsBranch">True when another branch of it is here, and the one meant is not.</param>
internal readonly record struct MissingParent(MemberIndex Creator, Sequence Sequence, bool IsBranch);

/// <summary>
/// Finds the events that an event names as parents. The digest decides whether they are the ones meant; with explicit
/// hashes (see <see cref="ParentHashes"/>) only those are taken. When a parent's creator branched, the digest also
/// tells which of the alternatives in the graph is meant, so that nobody need be asked: a journal is read back without
/// a network.
/// </summary>
internal sealed class ParentResolution(KnownEvents known, int members)
{
    private readonly OtherParent[] _otherParents = new OtherParent[Math.Min(members, byte.MaxValue)];
    private readonly byte[] _hashes = new byte[(byte.MaxValue + 1) * EventHash.Bytes];
    private readonly MissingParent[] _missing = new MissingParent[byte.MaxValue + 1];
    private readonly int[] _chosen = new int[byte.MaxValue + 1];
    private int _otherCount;
    private int _missingCount;

    /// <summary>The self-parent of the event looked at last.</summary>
    public EventHandle SelfParent { get; private set; }

    /// <summary>Its other-parents, when all were found.</summary>
    public ReadOnlySpan<OtherParent> OtherParents => _otherParents.AsSpan(0, _otherCount);

    /// <summary>Those that are missing.</summary>
    public ReadOnlySpan<MissingParent> Missing => _missing.AsSpan(0, _missingCount);

    /// <summary>The hashes of all parents, self-parent first, when all were found.</summary>
    public ReadOnlySpan<byte> Hashes => _hashes.AsSpan(0, (_otherCount + 1) * EventHash.Bytes);

    /// <summary>Looks for the parents of a kept event.</summary>
    public ParentsFound Resolve(int index, ParentHashes? explicitHashes)
    {
        ReadOnlySpan<byte> bytes = known.BytesOf(index);
        EventLayout layout = known[index].Layout;
        _otherCount = 0;
        _missingCount = 0;
        ParentsFound refusal = FindSelfParent(layout, explicitHashes);
        NamedParents parents = layout.ParentsOf(bytes);
        while (refusal == ParentsFound.All && parents.TryRead(out NamedParent parent))
        {
            refusal = Find(parent, _otherCount + 1, explicitHashes, out EventHandle handle);
            Micros age = new((long)parent.Age * EventLayout.AgeUnitMicros);
            _otherParents[_otherCount++] = new OtherParent(handle, age);
        }

        if (refusal != ParentsFound.All || _missingCount > 0)
        {
            return refusal != ParentsFound.All ? refusal : ParentsFound.Some;
        }

        bool matches = explicitHashes is not null || TryMatch(layout.DigestOf(bytes));
        return matches ? ParentsFound.All : ParentsFound.Ambiguous;
    }

    private ParentsFound FindSelfParent(in EventLayout layout, ParentHashes? explicitHashes)
    {
        SelfParent = EventHandle.None;
        if (layout.Sequence.Value == 0)
        {
            _hashes.AsSpan(0, EventHash.Bytes).Clear();
            _chosen[0] = -1;
            return ParentsFound.All;
        }

        NamedParent named = new(layout.Creator, new Sequence(layout.Sequence.Value - 1), 0);
        ParentsFound found = Find(named, 0, explicitHashes, out EventHandle handle);
        SelfParent = handle;
        return found;
    }

    private ParentsFound Find(NamedParent parent, int place, ParentHashes? explicitHashes, out EventHandle handle)
    {
        handle = EventHandle.None;
        int index = explicitHashes is null
            ? FirstInGraph(parent)
            : known.Find(parent.Creator, parent.Sequence, explicitHashes[place]);
        if (index >= 0 && known[index].InGraph)
        {
            handle = known[index].Handle;
            known[index].Hash.Write(_hashes.AsSpan(place * EventHash.Bytes));
            _chosen[place] = index;
            return ParentsFound.All;
        }

        if (known.IsDropped(parent.Creator, parent.Sequence))
        {
            return ParentsFound.TooOld;
        }

        if (parent.Sequence.Value > known.Highest[parent.Creator.Value] + Limits.AheadMax)
        {
            return ParentsFound.TooFarAhead;
        }

        bool isBranch = index < 0 && explicitHashes is not null && known.Find(parent.Creator, parent.Sequence) >= 0;
        _missing[_missingCount++] = new MissingParent(parent.Creator, parent.Sequence, isBranch);
        return ParentsFound.All;
    }

    private int FirstInGraph(NamedParent parent) => InGraphFrom(known.Find(parent.Creator, parent.Sequence));

    private int InGraphFrom(int index)
    {
        while (index >= 0 && !known[index].InGraph)
        {
            index = known[index].NextAlternative;
        }

        return index;
    }

    /// <summary>
    /// Goes through the combinations of alternatives in the graph, the first ones first, until the digest matches.
    /// </summary>
    private bool TryMatch(EventHash digest)
    {
        for (int tries = 0; tries < Limits.ParentCombinationsMax; tries++)
        {
            if (EventHasher.ParentsDigest(Hashes) == digest)
            {
                return true;
            }

            int place = 0;
            while (place <= _otherCount && !TryNext(place))
            {
                place++;
            }

            if (place > _otherCount)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Moves a place to its next alternative; after the last back to the first, and false.</summary>
    private bool TryNext(int place)
    {
        if (_chosen[place] < 0)
        {
            return false;
        }

        ref KnownEvent current = ref known[_chosen[place]];
        int next = InGraphFrom(current.NextAlternative);
        bool isLast = next < 0;
        next = isLast ? InGraphFrom(known.Find(current.Layout.Creator, current.Layout.Sequence)) : next;
        _chosen[place] = next;
        known[next].Hash.Write(_hashes.AsSpan(place * EventHash.Bytes));
        if (place == 0)
        {
            SelfParent = known[next].Handle;
        }
        else
        {
            _otherParents[place - 1] = _otherParents[place - 1] with { Event = known[next].Handle };
        }

        return !isLast;
    }
}
