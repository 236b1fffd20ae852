namespace Hearsay.World;

/// <summary>Items that lie about and belong to whoever is first. A component of 16 bytes without padding.</summary>
/// <param name="Stack">What lies there.</param>
/// <param name="Source">The member it comes from.</param>
/// <param name="EndTick">The tick in which it is gone.</param>
public readonly record struct DroppedItem(ItemStack Stack, int Source, long EndTick);
