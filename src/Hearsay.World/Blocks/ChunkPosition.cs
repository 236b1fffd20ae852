namespace Hearsay.World;

/// <summary>The place of a chunk of 16³ blocks, in chunks.</summary>
public readonly record struct ChunkPosition(int X, int Y, int Z)
{
    private const int HorizontalBits = 17;
    private const int VerticalBits = 4;
    private const int HorizontalMask = (1 << HorizontalBits) - 1;
    private const int HorizontalOffset = 1 << (HorizontalBits - 1);

    /// <summary>True for the chunks that hold blocks of the world.</summary>
    public bool IsInWorld =>
        X is >= -HorizontalOffset and < HorizontalOffset && Z is >= -HorizontalOffset and < HorizontalOffset
        && Y is >= 0 and < 1 << VerticalBits;

    /// <summary>A number for each chunk of the world; the canonical order of chunks is the order of these.</summary>
    internal long Key => ((long)(X + HorizontalOffset) << (HorizontalBits + VerticalBits))
        | ((long)(Z + HorizontalOffset) << VerticalBits) | (long)Y;

    /// <summary>The first block of the chunk: the lowest along each axis.</summary>
    public BlockPosition Origin => new((long)X << 4, (long)Y << 4, (long)Z << 4);

    public override string ToString() => $"chunk ({X}, {Y}, {Z})";

    /// <summary>The inverse of <see cref="Key"/>; false when no chunk of the world has this key.</summary>
    internal static bool TryFromKey(long key, out ChunkPosition position)
    {
        long x = key >> (HorizontalBits + VerticalBits);
        position = new ChunkPosition(
            (int)(x & HorizontalMask) - HorizontalOffset,
            (int)(key & ((1 << VerticalBits) - 1)),
            (int)((key >> VerticalBits) & HorizontalMask) - HorizontalOffset);
        return x is >= 0 and <= HorizontalMask;
    }
}
