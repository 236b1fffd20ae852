namespace Hearsay.World;

/// <summary>Whether a player takes part. After Leave the body stands still, unseen, and keeps what it has.</summary>
public enum Presence
{
    Away = 0,
    Present = 1,
}

/// <summary>Whose body an entity is. A component of 24 bytes without padding.</summary>
/// <param name="Member">The member's index in the roster.</param>
/// <param name="Presence">Whether the member is in the world.</param>
/// <param name="HeldSlot">The slot in hand, 0 to <see cref="Limits.HotbarSlots"/> − 1.</param>
/// <param name="CountedActions">Actions in the counted second.</param>
/// <param name="CountedSecond">The second, as 20 ticks, whose actions are counted.</param>
public readonly record struct Player(
    int Member, Presence Presence, int HeldSlot, int CountedActions, long CountedSecond)
{
    public bool IsPresent => Presence == Presence.Present;
}
