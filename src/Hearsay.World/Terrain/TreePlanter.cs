namespace Hearsay.World;

/// <summary>
/// Trees: which column has one is a hash of the column; what it looks like inside a chunk is computed from every column
/// whose tree can reach in, so that neighbouring chunks agree without seeing each other.
/// </summary>
internal static class TreePlanter
{
    private const int CanopyRadius = 2;
    private const int TrunkMin = 4;
    private const int TrunkExtraMax = 2;
    private const int ColumnsPerTree = 80;

    /// <summary>The highest block above the ground that a tree reaches.</summary>
    public const int ReachUp = TrunkMin + TrunkExtraMax + 1;

    /// <summary>Adds the parts of trees that lie in the chunk. Leaves take only air, trunks take leaves too.</summary>
    public static void Fill(TerrainGenerator terrain, ChunkPosition chunk, Span<byte> kinds)
    {
        BlockPosition origin = chunk.Origin;
        for (int pass = 0; pass < 2; pass++)
        {
            for (long z = origin.Z - CanopyRadius; z < origin.Z + 16 + CanopyRadius; z++)
            {
                for (long x = origin.X - CanopyRadius; x < origin.X + 16 + CanopyRadius; x++)
                {
                    ulong hash = Noise.Hash(terrain.Seed ^ 31, x, 0, z);
                    if (hash % ColumnsPerTree == 0 && terrain.TryFindTreeGround(x, z, out int ground))
                    {
                        Tree tree = new(new BlockPosition(x, ground + 1, z), TrunkHeight(hash));
                        Draw(tree, pass == 0, origin, kinds);
                    }
                }
            }
        }
    }

    private static int TrunkHeight(ulong hash) => TrunkMin + (int)((hash >> 32) % (TrunkExtraMax + 1));

    private static void Draw(in Tree tree, bool leaves, BlockPosition origin, Span<byte> kinds)
    {
        if (!leaves)
        {
            for (int y = 0; y < tree.Height; y++)
            {
                Put(tree.Root.Offset(0, y, 0), BlockKind.Log, origin, kinds);
            }

            return;
        }

        for (int y = tree.Height - 2; y <= tree.Height; y++)
        {
            int radius = y < tree.Height ? CanopyRadius : 1;
            DrawLayer(tree.Root.Offset(0, y, 0), radius, origin, kinds);
        }
    }

    private static void DrawLayer(BlockPosition centre, int radius, BlockPosition origin, Span<byte> kinds)
    {
        for (int z = -radius; z <= radius; z++)
        {
            for (int x = -radius; x <= radius; x++)
            {
                if (Math.Abs(x) + Math.Abs(z) < 2 * radius)
                {
                    Put(centre.Offset(x, 0, z), BlockKind.Leaves, origin, kinds);
                }
            }
        }
    }

    private static void Put(BlockPosition at, BlockKind kind, BlockPosition origin, Span<byte> kinds)
    {
        if (at.Chunk != origin.Chunk || !at.IsInWorld)
        {
            return;
        }

        ref byte current = ref kinds[at.Cell];
        if (current == (byte)BlockKind.Air || (kind == BlockKind.Log && current == (byte)BlockKind.Leaves))
        {
            current = (byte)kind;
        }
    }

    private readonly record struct Tree(BlockPosition Root, int Height);
}
