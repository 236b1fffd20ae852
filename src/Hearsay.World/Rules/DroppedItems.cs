using Hearsay.Ecs;
using Hearsay.Hashgraph;

namespace Hearsay.World;

/// <summary>Puts items into the world.</summary>
internal static class DroppedItems
{
    /// <summary>Ticks after which an item is gone: five minutes.</summary>
    public const int LifeTicks = 5 * 60 * TickTime.TicksPerSecond;

    private const int ScatterSteps = 64;

    // In raw steps per tick.
    private const int ScatterStep = 65_536 / 1024;
    private const int ScatterUp = 65_536 / 8;
    private const int ThrowDivisor = 4;

    private static readonly QueryDescription Items = new QueryDescription().WithAll<DroppedItem>();

    /// <summary>
    /// Drops what a broken block leaves, in the block's middle, with a small push from the world's generator.
    /// </summary>
    public static void Scatter(WorldState state, ItemStack stack, BlockPosition block, MemberIndex source)
    {
        FixedVector middle = new(
            Fixed.FromLong(block.X) + Fixed.Half,
            Fixed.FromLong(block.Y) + Fixed.Ratio(3, 8),
            Fixed.FromLong(block.Z) + Fixed.Half);
        FixedVector push = new(ScatterSpeed(state), Fixed.FromRaw(ScatterUp), ScatterSpeed(state));
        Add(state, stack, new Body(BodyShape.Item, middle) { Velocity = push }, source);
    }

    /// <summary>Throws items from a player's eyes to where it looks.</summary>
    public static void Throw(in Actor actor, ItemStack stack)
    {
        MoveIntent look = actor.Intent;
        BinaryAngle pitch = new(unchecked((ushort)look.Pitch));
        Fixed level = pitch.Cos();
        FixedVector direction = new(look.Yaw.Cos() * level, pitch.Sin(), look.Yaw.Sin() * level);
        Body body = new(BodyShape.Item, actor.Eyes) { Velocity = direction / ThrowDivisor };
        Add(actor.State, stack, body, actor.Member);
    }

    private static Fixed ScatterSpeed(WorldState state) =>
        Fixed.FromRaw((state.Draw((2 * ScatterSteps) + 1) - ScatterSteps) * ScatterStep);

    private static void Add(WorldState state, ItemStack stack, in Body body, MemberIndex source)
    {
        if (state.ItemCount >= Limits.DroppedItemsMax)
        {
            state.Entities.Destroy(FindOldest(state.Entities));
        }

        state.Entities.Create(new DroppedItem(stack, source.Value, state.Tick + LifeTicks), body);
    }

    /// <summary>The item that ends first; of those that end together, the one with the lowest entity.</summary>
    private static Entity FindOldest(EntityWorld entities)
    {
        Entity oldest = Entity.None;
        long end = long.MaxValue;
        foreach (Ecs.Chunk rows in entities.Chunks(Items))
        {
            ReadOnlySpan<DroppedItem> items = rows.Column<DroppedItem>();
            for (int i = 0; i < items.Length; i++)
            {
                Entity entity = rows.Entities[i];
                if (items[i].EndTick < end || (items[i].EndTick == end && entity < oldest))
                {
                    end = items[i].EndTick;
                    oldest = entity;
                }
            }
        }

        return oldest;
    }
}
