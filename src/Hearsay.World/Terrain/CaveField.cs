namespace Hearsay.World;

/// <summary>
/// Caves: the places where two noises are both near their middle. Each noise alone is near its middle on a surface, and
/// two surfaces meet in a line: a tunnel.
/// </summary>
internal readonly struct CaveField
{
    /// <summary>Cells of 16 blocks: one cell of each noise serves a whole chunk.</summary>
    private const int Shift = 4;

    private const int Middle = Noise.Range / 2;
    private const int Width = 4200;

    /// <summary>
    /// Ground left above a cave under the sea or on the shore, in blocks: water does not flow, so keep it out.
    /// </summary>
    private const int ShoreRoof = 6;

    private readonly Noise.SpaceCell _first;
    private readonly Noise.SpaceCell _second;

    public CaveField(ulong seed, ChunkPosition chunk)
    {
        _first = new Noise.SpaceCell(Noise.Mix(seed ^ 11), chunk.X, chunk.Y, chunk.Z);
        _second = new Noise.SpaceCell(Noise.Mix(seed ^ 12), chunk.X, chunk.Y, chunk.Z);
    }

    /// <summary>The highest block that a cave may take where the ground ends at <paramref name="height"/>.</summary>
    public static int Roof(int height) => height > TerrainGenerator.SeaLevel + 3 ? height : height - ShoreRoof;

    /// <summary>True when the block, in this chunk and not above the roof, is part of a cave.</summary>
    public bool IsCarved(BlockPosition block) =>
        Row(block.Y, block.Z).IsCarved(Noise.Fraction(block.X, Shift));

    /// <summary>The line along X at one Y and Z of this chunk.</summary>
    public CaveRow Row(long y, long z)
    {
        int fractionY = Noise.Fraction(y, Shift);
        int fractionZ = Noise.Fraction(z, Shift);
        return new CaveRow(_first.Row(fractionY, fractionZ), _second.Row(fractionY, fractionZ));
    }

    /// <summary>The caves along one line of a chunk.</summary>
    public readonly record struct CaveRow(Noise.SpaceRow First, Noise.SpaceRow Second)
    {
        public bool IsCarved(int fractionX) => IsNear(First.At(fractionX)) && IsNear(Second.At(fractionX));

        private static bool IsNear(int value) => value is >= Middle - Width and < Middle + Width;
    }
}
