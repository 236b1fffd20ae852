namespace Hearsay.Ecs;

/// <summary>
/// The rows of every table by ascending entity index. One walk over the entities sorts them all: in that walk the rows
/// of each table come up in the wanted order.
/// </summary>
internal readonly ref struct CanonicalRows
{
    private readonly int[] _rows;
    private readonly int[] _ends;

    public CanonicalRows(EntityWorld world)
    {
        ArchetypeSet archetypes = world.Archetypes;
        _rows = new int[world.Count];
        _ends = new int[archetypes.Count];
        int start = 0;
        for (int place = 0; place < archetypes.Count; place++)
        {
            _ends[place] = start;
            start += archetypes[place].Count;
        }

        EntityTable entities = world.Entities;
        for (int index = entities.Next(0); index >= 0; index = entities.Next(index + 1))
        {
            EntityRecord record = entities.At(index);
            _rows[_ends[record.Archetype]++] = record.Row;
        }
    }

    public ReadOnlySpan<int> Of(Archetype archetype) =>
        _rows.AsSpan(_ends[archetype.Index] - archetype.Count, archetype.Count);
}
