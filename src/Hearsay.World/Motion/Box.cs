using Hearsay.Ecs;

namespace Hearsay.World;

/// <summary>
/// A box along the axes, in raw fixed-point steps: from Low (inclusive) to High (exclusive). Half-open, so that two
/// boxes that touch do not overlap and no tolerance is needed anywhere.
/// </summary>
internal readonly record struct Box(long LowX, long LowY, long LowZ, long HighX, long HighY, long HighZ)
{
    private const int Shift = Fixed.FractionBits;

    // Sizes in raw steps: a player of 0.6 by 1.8 blocks with eyes at 1.62, an item of a quarter block.
    private const long PlayerHalfWidth = 19_660;
    private const long PlayerHeight = 117_964;
    private const long PlayerEyes = 106_168;
    private const long ItemHalfWidth = 8_192;
    private const long ItemHeight = 16_384;

    /// <summary>The box of a shape whose bottom's middle is at a place.</summary>
    public static Box Of(BodyShape shape, FixedVector at)
    {
        long half = shape == BodyShape.Player ? PlayerHalfWidth : ItemHalfWidth;
        long height = shape == BodyShape.Player ? PlayerHeight : ItemHeight;
        return new Box(
            at.X.Raw - half, at.Y.Raw, at.Z.Raw - half, at.X.Raw + half, at.Y.Raw + height, at.Z.Raw + half);
    }

    /// <summary>The box of one block.</summary>
    public static Box Of(BlockPosition block) => new(
        block.X << Shift, block.Y << Shift, block.Z << Shift,
        (block.X + 1) << Shift, (block.Y + 1) << Shift, (block.Z + 1) << Shift);

    /// <summary>Where a player whose feet are at a place looks from.</summary>
    public static FixedVector EyesOf(FixedVector feet) => feet with { Y = feet.Y + Fixed.FromRaw(PlayerEyes) };

    public bool Overlaps(in Box other) =>
        LowX < other.HighX && other.LowX < HighX
        && LowY < other.HighY && other.LowY < HighY
        && LowZ < other.HighZ && other.LowZ < HighZ;

    public Box MoveX(long distance) => this with { LowX = LowX + distance, HighX = HighX + distance };

    public Box MoveY(long distance) => this with { LowY = LowY + distance, HighY = HighY + distance };

    public Box MoveZ(long distance) => this with { LowZ = LowZ + distance, HighZ = HighZ + distance };
}
