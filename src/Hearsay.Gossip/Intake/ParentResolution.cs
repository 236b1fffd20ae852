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
/// tells which of the alternatives that are here is meant, so that nobody need be asked: a journal is read back
/// without a network.
/// </summary>
internal sealed class ParentResolution(KnownEvents known, int members)
{
    private readonly OtherParent[] _otherParents = new OtherParent[Math.Min(members, byte.MaxValue)];
    private readonly byte[] _hashes = new byte[(byte.MaxValue + 1) * EventHash.Bytes];
    private readonly MissingParent[] _missing = new MissingParent[byte.MaxValue + 1];
    private readonly int[] _chosen = new int[byte.MaxValue + 1];
    private int _otherCount;
    private int _missingCount;
    private bool _isOpen;

    /// <summary>The self-parent of the event looked at last, when all parents are in the graph.</summary>
    public EventHandle SelfParent { get; private set; }

    /// <summary>Its other-parents, when all were found.</summary>
    public ReadOnlySpan<OtherParent> OtherParents => _otherParents.AsSpan(0, _otherCount);

    /// <summary>Those that are missing.</summary>
    public ReadOnlySpan<MissingParent> Missing => _missing.AsSpan(0, _missingCount);

    /// <summary>The hashes of all parents, self-parent first, when all were found.</summary>
    public ReadOnlySpan<byte> Hashes => _hashes.AsSpan(0, (_otherCount + 1) * EventHash.Bytes);

    /// <summary>True when the digest or explicit hashes say which events are meant.</summary>
    public bool IsExact { get; private set; }

    /// <summary>
    /// The parents that are here, self-parent first, by their numbers; -1 for what is not. Those that are meant when
    /// <see cref="IsExact"/>.
    /// </summary>
    public ReadOnlySpan<int> Here => _chosen.AsSpan(0, _otherCount + 1);

    /// <summary>Looks for the parents of a kept event.</summary>
    public ParentsFound Resolve(int index, ParentHashes? explicitHashes)
    {
        ReadOnlySpan<byte> bytes = known.BytesOf(index);
        EventLayout layout = known[index].Layout;
        _missingCount = 0;
        _otherCount = 0;
        _isOpen = false;
        NamedParents named = layout.ParentsOf(bytes);
        ParentsFound refusal = FindSelfParent(layout, explicitHashes);
        while (refusal == ParentsFound.All && named.TryRead(out NamedParent parent))
        {
            refusal = Find(parent, _otherCount + 1, explicitHashes);
            Micros age = new((long)parent.Age * EventLayout.AgeUnitMicros);
            _otherParents[_otherCount++] = new OtherParent(EventHandle.None, age);
        }

        if (refusal != ParentsFound.All)
        {
            IsExact = false;
            return refusal;
        }

        // Where there is no choice the digest is checked once all parents are in the graph.
        bool isChecked = _missingCount == 0 && (_isOpen || AreInGraph());
        IsExact = explicitHashes is not null || (isChecked && TryMatch(layout.DigestOf(bytes)));
        if (isChecked && !IsExact)
        {
            return ParentsFound.Ambiguous;
        }

        AddThoseOutsideGraph();
        if (_missingCount > 0)
        {
            return ParentsFound.Some;
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
            return ParentsFound.All;
        }

        NamedParent named = new(layout.Creator, new Sequence(layout.Sequence.Value - 1), 0);
        return Find(named, 0, explicitHashes);
    }

    private ParentsFound Find(NamedParent parent, int place, ParentHashes? explicitHashes)
    {
        int index = explicitHashes is null
            ? known.Find(parent.Creator, parent.Sequence)
            : known.Find(parent.Creator, parent.Sequence, explicitHashes[place]);
        Choose(place, index);
        if (index >= 0)
        {
            _isOpen |= explicitHashes is null && (known[index].NextAlternative >= 0 || known[index].IsHeldBack);
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

        bool isBranch = explicitHashes is not null && known.Find(parent.Creator, parent.Sequence) >= 0;
        _missing[_missingCount++] = new MissingParent(parent.Creator, parent.Sequence, isBranch);
        return ParentsFound.All;
    }

    private void Choose(int place, int index)
    {
        _chosen[place] = index;
        if (index >= 0)
        {
            known[index].Hash.Write(_hashes.AsSpan(place * EventHash.Bytes));
        }
    }

    private bool AreInGraph()
    {
        foreach (int index in Here)
        {
            if (index >= 0 && !known[index].InGraph)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Adds those that are here, but not in the graph yet, to the missing ones.</summary>
    private void AddThoseOutsideGraph()
    {
        foreach (int index in Here)
        {
            if (index >= 0 && !(IsExact ? known[index].InGraph : IsAnyInGraph(index)))
            {
                ref EventLayout layout = ref known[index].Layout;
                _missing[_missingCount++] = new MissingParent(layout.Creator, layout.Sequence, IsBranch: false);
            }
        }
    }

    private bool IsAnyInGraph(int index)
    {
        while (index >= 0 && !known[index].InGraph)
        {
            index = known[index].NextAlternative;
        }

        return index >= 0;
    }

    private void SetHandles()
    {
        SelfParent = _chosen[0] < 0 ? EventHandle.None : known[_chosen[0]].Handle;
        for (int i = 0; i < _otherCount; i++)
        {
            _otherParents[i] = _otherParents[i] with { Event = known[_chosen[i + 1]].Handle };
        }
    }

    /// <summary>
    /// Goes through the combinations of alternatives that are here, the first ones first, until the digest matches.
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
        int next = current.NextAlternative;
        Choose(place, next >= 0 ? next : known.Find(current.Layout.Creator, current.Layout.Sequence));
        return next >= 0;
    }
}
