using Hearsay.Ecs;

namespace Hearsay.World;

/// <summary>The name of one dropped item; never given to another, not even after it is gone.</summary>
public readonly record struct ItemId(ulong Value)
{
    /// <summary>The name of the item that this entity is.</summary>
    public static ItemId Of(Entity entity) => new(((ulong)entity.Generation << 32) | unchecked((uint)entity.Index));

    /// <summary>The entity of that name, if it is alive; any number has one.</summary>
    internal Entity ToEntity() => new(unchecked((int)(uint)Value), (uint)(Value >> 32));
}
