using Hearsay.Ecs;

namespace Hearsay.World;

/// <summary>A dropped item.</summary>
/// <param name="Id">Its name, for <see cref="WorldAction.PickUp"/>.</param>
/// <param name="Stack">What lies there.</param>
/// <param name="Position">The middle of its bottom.</param>
public readonly record struct ItemView(ItemId Id, ItemStack Stack, FixedVector Position);
