namespace Hearsay.World;

/// <summary>What a player digs at. A component of 32 bytes without padding.</summary>
/// <param name="Block">The block; means nothing when idle.</param>
/// <param name="SinceTick">The tick in which it began; 0 when idle.</param>
public readonly record struct Digging(BlockPosition Block, long SinceTick)
{
    public static Digging Idle => default;

    public bool IsAt(BlockPosition block) => SinceTick != 0 && Block == block;
}
