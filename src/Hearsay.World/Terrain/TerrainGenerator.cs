namespace Hearsay.World;

/// <summary>
/// The unmodified world: a pure function of the seed and the place. Hills, sea, caves, trees and ores. Immutable, any
/// thread.
/// </summary>
public sealed class TerrainGenerator(ulong seed)
{
    /// <summary>The Y of the highest water block.</summary>
    public const int SeaLevel = 62;

    private const int SoilBlocks = 4;
    private const int SnowLine = 104;
    private const int DesertClimate = 44_000;
    private const int CaveFloor = 5;
    private const int SpawnSearchSteps = 256;
    private const int SpawnSearchStride = 24;

    /// <summary>The world's seed.</summary>
    public ulong Seed => seed;

    /// <summary>The Y of the highest ground block of a column before caves and trees.</summary>
    public int HeightAt(long x, long z) => new TerrainColumn(seed, x, z).HeightAt(x, z);

    /// <summary>A dry column near the middle of the world: where players start.</summary>
    public (long X, long Z) FindSpawn()
    {
        for (int i = 0; i < SpawnSearchSteps; i++)
        {
            (long x, long z) = Spiral.At(i);
            x *= SpawnSearchStride;
            z *= SpawnSearchStride;
            if (HeightAt(x, z) is > SeaLevel + 2 and < SnowLine)
            {
                return (x, z);
            }
        }

        return (0, 0);
    }

    /// <summary>Generates one chunk; it belongs to no world.</summary>
    internal Chunk Generate(ChunkPosition position)
    {
        BlockPosition origin = position.Origin;
        TerrainColumn column = new(seed, origin.X, origin.Z);
        Span<int> heights = stackalloc int[256];
        int highest = 0;
        int lowest = int.MaxValue;
        for (int i = 0; i < heights.Length; i++)
        {
            heights[i] = column.HeightAt(origin.X + (i & 15), origin.Z + (i >> 4));
            highest = Math.Max(highest, heights[i]);
            lowest = Math.Min(lowest, heights[i]);
        }

        Span<byte> kinds = stackalloc byte[Chunk.Cells];
        kinds.Clear();
        if (origin.Y <= Math.Max(highest, SeaLevel))
        {
            FillGround(column, origin, heights, kinds);
            Carve(position, heights, kinds);
            OreVeins.Fill(seed, position, kinds);
        }

        // A tree of a neighbouring column reaches in from two blocks away, where the ground differs by less than 16:
        // the layers of noise together rise at most 6 blocks per block.
        if (origin.Y + 16 > lowest - 16 && origin.Y <= highest + 16 + TreePlanter.ReachUp)
        {
            TreePlanter.Fill(this, position, kinds);
        }

        return new Chunk(position, kinds, owner: null);
    }

    /// <summary>The ground under a tree at the column, when trees grow there.</summary>
    internal bool TryFindTreeGround(long x, long z, out int ground)
    {
        TerrainColumn column = new(seed, x, z);
        ground = column.HeightAt(x, z);
        BlockPosition top = new(x, ground, z);
        return top.IsInWorld
            && SurfaceAt(column.ClimateAt(x, z), ground, 0) == BlockKind.Grass
            && !new CaveField(seed, top.Chunk).IsCarved(top);
    }

    private static void FillGround(
        in TerrainColumn column, BlockPosition origin, ReadOnlySpan<int> heights, Span<byte> kinds)
    {
        for (int i = 0; i < heights.Length; i++)
        {
            int climate = column.ClimateAt(origin.X + (i & 15), origin.Z + (i >> 4));
            for (int y = 0; y < 16; y++)
            {
                int depth = heights[i] - (int)origin.Y - y;
                BlockKind kind = origin.Y + y == 0 ? BlockKind.Bedrock
                    : depth >= 0 ? SurfaceAt(climate, heights[i], depth)
                    : origin.Y + y <= SeaLevel ? BlockKind.Water
                    : BlockKind.Air;
                kinds[(y << 8) | i] = (byte)kind;
            }
        }
    }

    /// <summary>The ground block that many blocks below the top of a column.</summary>
    private static BlockKind SurfaceAt(int climate, int height, int depth)
    {
        if (depth >= SoilBlocks)
        {
            return BlockKind.Stone;
        }

        if (height < SeaLevel - 8)
        {
            return BlockKind.Gravel;
        }

        if (height <= SeaLevel + 1 || climate > DesertClimate)
        {
            return BlockKind.Sand;
        }

        return depth > 0 ? BlockKind.Dirt : height > SnowLine ? BlockKind.Snow : BlockKind.Grass;
    }

    private void Carve(ChunkPosition position, ReadOnlySpan<int> heights, Span<byte> kinds)
    {
        BlockPosition origin = position.Origin;
        CaveField caves = new(seed, position);
        Span<int> fractions = stackalloc int[16];
        for (int x = 0; x < 16; x++)
        {
            fractions[x] = Noise.Fraction(x, 4);
        }

        for (int row = Math.Max(0, CaveFloor - (int)origin.Y) << 4; row < 256; row++)
        {
            long y = origin.Y + (row >> 4);
            CaveField.CaveRow line = caves.Row(y, row & 15);
            for (int x = 0; x < 16; x++)
            {
                if (line.IsCarved(fractions[x]) && y <= CaveField.Roof(heights[((row & 15) << 4) | x]))
                {
                    kinds[(row << 4) | x] = (byte)BlockKind.Air;
                }
            }
        }
    }
}
