using Hearsay.Ecs;
using Hearsay.Hashgraph;

namespace Hearsay.World;

/// <summary>What everybody may see of a player.</summary>
/// <param name="Member">Whose body it is.</param>
/// <param name="Body">Where it is and how it moves; Position is the middle of its feet.</param>
/// <param name="Intent">Which keys are down and where it looks.</param>
/// <param name="Vitals">How it is.</param>
/// <param name="HeldSlot">The slot in hand.</param>
/// <param name="Held">What that slot holds.</param>
/// <param name="Digging">What it digs at.</param>
public readonly record struct PlayerView(
    MemberIndex Member, Body Body, MoveIntent Intent, Vitals Vitals, int HeldSlot, ItemStack Held, Digging Digging)
{
    /// <summary>Where the player looks from.</summary>
    public FixedVector Eyes => Box.EyesOf(Body.Position);
}
