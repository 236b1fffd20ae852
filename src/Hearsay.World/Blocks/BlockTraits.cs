namespace Hearsay.World;

/// <summary>What the rules know about a kind of block.</summary>
/// <param name="Solid">Bodies collide with it and sight ends at it.</param>
/// <param name="Replaceable">Another block may be placed into it.</param>
/// <param name="DigTicks">Ticks that a bare hand needs to break it; <see cref="Unbreakable"/> for never.</param>
/// <param name="Tool">The class of tool that breaks it faster.</param>
/// <param name="TierMin">The lowest tier of that tool that makes it drop something; 0 for a bare hand.</param>
/// <param name="Drop">What it leaves; <see cref="ItemKind.None"/> for nothing.</param>
public readonly record struct BlockTraits(
    bool Solid, bool Replaceable, int DigTicks, ToolClass Tool, int TierMin, ItemKind Drop)
{
    /// <summary>The <see cref="DigTicks"/> of a block that nobody can break.</summary>
    public const int Unbreakable = int.MaxValue;
}
