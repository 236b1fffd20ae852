namespace Hearsay.World;

/// <summary>What one crafting takes and gives.</summary>
/// <param name="First">Taken.</param>
/// <param name="Second">Taken too; may be empty.</param>
/// <param name="Result">Given.</param>
public readonly record struct Recipe(ItemStack First, ItemStack Second, ItemStack Result);
