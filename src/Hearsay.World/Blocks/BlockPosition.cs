namespace Hearsay.World;

/// <summary>
/// The place of a block: the cube from (X, Y, Z) to (X+1, Y+1, Z+1), Y up. Any numbers fit; <see cref="IsInWorld"/>
/// says which of them the world has.
/// </summary>
public readonly record struct BlockPosition(long X, long Y, long Z)
{
    /// <summary>True from -2^20 up to and excluding 2^20 horizontally and from 0 to 255 vertically.</summary>
    public bool IsInWorld =>
        X >= -Limits.HorizontalBlocks && X < Limits.HorizontalBlocks
        && Z >= -Limits.HorizontalBlocks && Z < Limits.HorizontalBlocks
        && Y >= 0 && Y < Limits.HeightBlocks;

    /// <summary>The chunk that holds the block.</summary>
    public ChunkPosition Chunk => new((int)(X >> 4), (int)(Y >> 4), (int)(Z >> 4));

    /// <summary>The block's place inside its chunk: 12 bits, Y above Z above X.</summary>
    internal int Cell => (int)(((Y & 15) << 8) | ((Z & 15) << 4) | (X & 15));

    /// <summary>The block that far away along each axis.</summary>
    public BlockPosition Offset(long x, long y, long z) => new(X + x, Y + y, Z + z);

    public override string ToString() => $"({X}, {Y}, {Z})";
}
