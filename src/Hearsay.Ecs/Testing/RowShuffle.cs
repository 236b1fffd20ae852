namespace Hearsay.Ecs;

/// <summary>
/// For tests of systems: puts the rows of every table in another order, which changes nothing that counts as state. A
/// system that computes something else afterwards depends on the order of rows, and peers that loaded a snapshot would
/// diverge.
/// </summary>
internal static class RowShuffle
{
    public static void Shuffle(EntityWorld world, ulong seed)
    {
        world.CheckNotIterated();
        Pcg32 random = new(seed);
        for (int i = 0; i < world.Archetypes.Count; i++)
        {
            Archetype table = world.Archetypes.Canonical(i);
            for (int row = table.Count - 1; row > 0; row--)
            {
                int other = random.Range(row + 1);
                table.Swap(row, other);
                world.Entities.At(table.Entities[row].Index).Row = row;
                world.Entities.At(table.Entities[other].Index).Row = other;
            }
        }
    }
}
