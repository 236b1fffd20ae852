using Hearsay.Ecs;

namespace Hearsay.World;

/// <summary>The keys that a player holds down.</summary>
[Flags]
public enum MoveKeys
{
    None = 0,
    Forward = 1,
    Back = 2,
    Left = 4,
    Right = 8,

    /// <summary>Jump from the ground, rise in water.</summary>
    Jump = 16,

    /// <summary>Run; only forwards.</summary>
    Sprint = 32,

    /// <summary>All of them.</summary>
    All = 63,
}

/// <summary>What a player wants to do with its body; never where it is.</summary>
/// <param name="Keys">Which keys are down.</param>
/// <param name="Yaw">Where it looks on the plane: 0 along X, a quarter turn along Z.</param>
/// <param name="Pitch">How far up it looks, in units of <see cref="BinaryAngle"/>, at most a quarter turn.</param>
public readonly record struct MoveIntent(MoveKeys Keys, BinaryAngle Yaw, short Pitch)
{
    /// <summary>The steepest <see cref="Pitch"/>, up and down.</summary>
    public const int PitchMax = 16_384;
}
