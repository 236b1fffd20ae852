namespace Hearsay.Ecs;

/// <summary>The tables of a world: by place, which records refer to, and in canonical order, by signature.</summary>
internal sealed class ArchetypeSet(ComponentRegistry registry)
{
    private readonly List<Archetype> _byPlace = [];
    private readonly List<Archetype> _canonical = [];

    public int Count => _byPlace.Count;

    public Archetype this[int place] => _byPlace[place];

    /// <summary>The tables by ascending signature: the order of every query and snapshot.</summary>
    public Archetype Canonical(int position) => _canonical[position];

    /// <summary>The table of a signature; made when there is none yet.</summary>
    public Archetype Get(ulong signature)
    {
        int position = Find(signature);
        return position >= 0 ? _canonical[position] : Insert(signature, ~position);
    }

    /// <summary>Makes this set the copy of another one: equal tables in equal places, rows and all.</summary>
    public void CopyFrom(ArchetypeSet source)
    {
        for (int place = 0; place < source.Count; place++)
        {
            Archetype from = source._byPlace[place];
            if (place >= Count || _byPlace[place].Signature != from.Signature)
            {
                Align(from.Signature, place);
            }

            _byPlace[place].CopyFrom(from);
        }

        for (int place = source.Count; place < Count; place++)
        {
            _byPlace[place].Clear();
        }
    }

    /// <summary>Brings the table of a signature to a place; those before it stay.</summary>
    private void Align(ulong signature, int place)
    {
        if (Count == Limits.ArchetypesMax && Find(signature) < 0)
        {
            // The last table makes room: all rows are about to be replaced, and what the source has comes again.
            _canonical.RemoveAt(Find(_byPlace[^1].Signature));
            _byPlace.RemoveAt(Count - 1);
        }

        Archetype wanted = Get(signature);
        Archetype other = _byPlace[place];
        (_byPlace[place], _byPlace[wanted.Index]) = (wanted, other);
        (other.Index, wanted.Index) = (wanted.Index, place);
    }

    private Archetype Insert(ulong signature, int position)
    {
        Invariant.Check(Count < Limits.ArchetypesMax, "a world holds at most Limits.ArchetypesMax archetypes");
        Archetype made = new(signature, registry.Types) { Index = Count };
        _byPlace.Add(made);
        _canonical.Insert(position, made);
        return made;
    }

    private int Find(ulong signature)
    {
        int low = 0;
        int high = _canonical.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) >> 1;
            ulong found = _canonical[middle].Signature;
            if (found == signature)
            {
                return middle;
            }

            (low, high) = found < signature ? (middle + 1, high) : (low, middle - 1);
        }

        return ~low;
    }
}
