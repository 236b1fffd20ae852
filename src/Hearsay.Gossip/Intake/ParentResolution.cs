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

    /// <summary>A first event whose digest has a self-parent in it: no such event can be.</summary>
    InventedSelfParent,
}

/// <summary>A parent that is not in the graph.</summary>
/// <param name="Creator">Its creator.</param>
/// <param name="Sequence">Its sequence.</param>
/// <param name="IsExact">True when only the event of <paramref name="Hash"/> will do: there are branches of it.</param>
/// <param name="Hash">Its hash, if that is known.</param>
internal readonly record struct MissingParent(
    MemberIndex Creator, Sequence Sequence, bool IsExact, EventHash Hash);

/// <summary>
/// Finds the events that an event names as parents. Without explicit hashes (see <see cref="ParentHashes"/>) they are
/// the first of their place that came here, and the digest decides whether those are meant; with them only the events
/// of these hashes are taken.
/// </summary>
internal sealed class ParentResolution(KnownEvents known, BranchWatch branches, int members)
{
    private readonly OtherParent[] _otherParents = new OtherParent[Math.Min(members, byte.MaxValue)];
    private readonly byte[] _hashes = new byte[(byte.MaxValue + 1) * EventHash.Bytes];
    private readonly MissingParent[] _missing = new MissingParent[byte.MaxValue + 1];
    private readonly int[] _chosen = new int[byte.MaxValue + 1];
    private int _otherCount;
    private int _missingCount;

    /// <summary>The self-parent of the event looked at last, when all parents are in the graph.</summary>
    public EventHandle SelfParent { get; private set; }

    /// <summary>Its other-parents, when all were found.</summary>
    public ReadOnlySpan<OtherParent> OtherParents => _otherParents.AsSpan(0, _otherCount);

    /// <summary>Those that are missing, or here and not in the graph.</summary>
    public ReadOnlySpan<MissingParent> Missing => _missing.AsSpan(0, _missingCount);

    /// <summary>The hashes of all parents, self-parent first, when all were found.</summary>
    public ReadOnlySpan<byte> Hashes => _hashes.AsSpan(0, (_otherCount + 1) * EventHash.Bytes);

    /// <summary>The parents that are here, self-parent first, by their numbers; -1 for what is not.</summary>
    public ReadOnlySpan<int> Here => _chosen.AsSpan(0, _otherCount + 1);

    /// <summary>Looks for the parents of a kept event.</summary>
    public ParentsFound Resolve(int index, ParentHashes? explicitHashes)
    {
        ReadOnlySpan<byte> bytes = known.BytesOf(index);
        EventLayout layout = known[index].Layout;
        _missingCount = 0;
        _otherCount = 0;
        NamedParents named = layout.ParentsOf(bytes);
        ParentsFound refusal = FindSelfParent(layout, explicitHashes);
        while (refusal == ParentsFound.All && named.TryRead(out NamedParent parent))
        {
            refusal = Find(parent, _otherCount + 1, explicitHashes);
            Micros age = new((long)parent.Age * EventLayout.AgeUnitMicros);
            _otherParents[_otherCount++] = new OtherParent(EventHandle.None, age);
        }

        if (refusal != ParentsFound.All || _missingCount > 0)
        {
            return refusal != ParentsFound.All ? refusal : ParentsFound.Some;
        }

        if (explicitHashes is null && EventHasher.ParentsDigest(Hashes) != layout.DigestOf(bytes))
        {
            return ParentsFound.Ambiguous;
        }

        SetHandles();
        return ParentsFound.All;
    }

    private ParentsFound FindSelfParent(in EventLayout layout, ParentHashes? explicitHashes)
    {
        if (layout.Sequence.Value == 0)
        {
            _hashes.AsSpan(0, EventHash.Bytes).Clear();
            _chosen[0] = -1;
            return explicitHashes is null || explicitHashes[0] == default
                ? ParentsFound.All
                : ParentsFound.InventedSelfParent;
        }

        NamedParent named = new(layout.Creator, new Sequence(layout.Sequence.Value - 1), 0);
        return Find(named, 0, explicitHashes);
    }

    private ParentsFound Find(NamedParent parent, int place, ParentHashes? explicitHashes)
    {
        int first = known.Find(parent.Creator, parent.Sequence);
        int index = explicitHashes is null
            ? first
            : known.Find(parent.Creator, parent.Sequence, explicitHashes[place]);
        _chosen[place] = index;
        if (index >= 0)
        {
            known[index].Hash.Write(_hashes.AsSpan(place * EventHash.Bytes));
            return known[index].InGraph ? ParentsFound.All : Miss(parent, place, first, explicitHashes);
        }

        bool isBranch = explicitHashes is not null && (first >= 0 || branches.HasBranched(parent.Creator));
        return !isBranch && known.IsDropped(parent.Creator, parent.Sequence) ? ParentsFound.TooOld
            : parent.Sequence.Value > known.Highest[parent.Creator.Value] + Limits.AheadMax ? ParentsFound.TooFarAhead
            : Miss(parent, place, first, explicitHashes);
    }

    /// <summary>
    /// Where there is only one event of this place, or none yet, asking for the place is enough, and can be done for
    /// many places at once; where there are branches only the hash tells which is meant.
    /// </summary>
    private ParentsFound Miss(NamedParent parent, int place, int first, ParentHashes? explicitHashes)
    {
        bool isExact = explicitHashes is not null && (first >= 0 || branches.HasBranched(parent.Creator));
        EventHash hash = isExact ? explicitHashes![place] : default;
        _missing[_missingCount++] = new MissingParent(parent.Creator, parent.Sequence, isExact, hash);
        return ParentsFound.All;
    }

    private void SetHandles()
    {
        SelfParent = _chosen[0] < 0 ? EventHandle.None : known[_chosen[0]].Handle;
        for (int i = 0; i < _otherCount; i++)
        {
            _otherParents[i] = _otherParents[i] with { Event = known[_chosen[i + 1]].Handle };
        }
    }
}
