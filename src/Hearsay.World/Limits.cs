namespace Hearsay.World;

/// <summary>The bounds of the world: each with its unit and its reason.</summary>
public static class Limits
{
    /// <summary>Blocks from the middle to each horizontal edge. A position fits 3 bytes per axis on the wire.</summary>
    public const long HorizontalBlocks = 1 << 20;

    /// <summary>Blocks from the bottom to the top. One byte on the wire, 16 chunks in memory.</summary>
    public const int HeightBlocks = 256;

    /// <summary>Items in one stack. What players of such games expect.</summary>
    public const int StackItemsMax = 64;

    /// <summary>Stacks in an inventory: four rows of nine. The component stays within three cache lines.</summary>
    public const int InventorySlots = 36;

    /// <summary>Slots that can be held in hand: the first row.</summary>
    public const int HotbarSlots = 9;

    /// <summary>
    /// Ticks that one call of Apply or Advance simulates (10 s of game time). A longer jump of the agreed clock skips
    /// the ticks before: a session that slept a night wakes at once, and no timestamp buys more than this much work.
    /// </summary>
    public const int TicksPerCallMax = 200;

    /// <summary>
    /// Generated chunks kept, per terrain, shared by all copies of a world. At about 2 KiB each 16 MiB; enough for the
    /// surroundings of 1,000 players who stand apart.
    /// </summary>
    public const int TerrainCacheChunks = 8192;

    /// <summary>
    /// Chunks that a world finds without a search, as a power of two: 4,096. The physics of 1,000 players touches about
    /// two chunks for each.
    /// </summary>
    public const int NearChunkBits = 12;

    /// <summary>
    /// Chunks that players may have modified. At about 2 KiB each 512 MiB; beyond, edits are refused.
    /// </summary>
    public const int ModifiedChunksMax = 1 << 18;

    /// <summary>Dropped items that lie about; one more removes the one nearest to its end. Bounds the tick.</summary>
    public const int DroppedItemsMax = 4096;

    /// <summary>Taken items whose taker is remembered, so that whoever came too late learns who was first.</summary>
    public const int TakenItemsMax = 1024;

    /// <summary>Items whose pick-up attempts are counted one by one before they are folded into totals.</summary>
    public const int TalliedItemsMax = 16_384;

    /// <summary>Bytes of the longest action. Far below the 512 of a session's payload.</summary>
    public const int ActionBytesMax = 16;

    /// <summary>
    /// Bytes of a saved world that a load accepts (1 GiB): every chunk modified and every entity present.
    /// </summary>
    public const long SavedBytesMax = 1L << 30;
}
