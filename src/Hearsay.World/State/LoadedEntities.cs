using Hearsay.Ecs;

namespace Hearsay.World;

/// <summary>
/// Whether loaded components have only values that the rules could have given them: the rest of the world relies on it.
/// </summary>
internal static class LoadedEntities
{
    private static readonly Fixed SpeedMax = 64;

    private static readonly QueryDescription Bodies = new QueryDescription().WithAll<Body>();
    private static readonly QueryDescription Players =
        new QueryDescription().WithAll<Player, Body, MoveIntent, Vitals>().WithAll<Digging, Inventory>();

    private static readonly QueryDescription Items = new QueryDescription().WithAll<DroppedItem, Body>();

    /// <summary>What is wrong, or null.</summary>
    public static string? Problem(EntityWorld entities)
    {
        int known = 1;
        foreach (Ecs.Chunk rows in entities.Chunks(Bodies))
        {
            foreach (ref readonly Body body in rows.Column<Body>())
            {
                if (!IsPossible(body))
                {
                    return "a body outside the world";
                }
            }
        }

        foreach (Ecs.Chunk rows in entities.Chunks(Players))
        {
            known += rows.Count;
            for (int i = 0; i < rows.Count; i++)
            {
                if (!IsPossible(rows.Column<Player>()[i]) || !IsPossible(rows.Column<Inventory>()[i]))
                {
                    return "a player that the rules do not allow";
                }
            }
        }

        foreach (Ecs.Chunk rows in entities.Chunks(Items))
        {
            known += rows.Count;
            foreach (ref readonly DroppedItem item in rows.Column<DroppedItem>())
            {
                if (!ItemTable.IsKnown((int)item.Stack.Kind) || item.Stack.IsEmpty)
                {
                    return "an item that does not exist";
                }
            }
        }

        return known == entities.Count ? null : "an entity that is no clock, player or item";
    }

    private static bool IsPossible(in Body body)
    {
        FixedVector at = body.Position;
        FixedVector speed = body.Velocity;
        Fixed edge = Fixed.FromLong(Limits.HorizontalBlocks);
        return body.Shape is BodyShape.Player or BodyShape.Item
            && at.X >= -edge && at.X <= edge && at.Z >= -edge && at.Z <= edge
            && at.Y >= 0 && at.Y <= 2 * Limits.HeightBlocks
            && Fixed.Abs(speed.X) <= SpeedMax && Fixed.Abs(speed.Y) <= SpeedMax && Fixed.Abs(speed.Z) <= SpeedMax
            && body.Fallen >= 0 && body.Fallen <= 2 * Limits.HeightBlocks;
    }

    private static bool IsPossible(in Player player) =>
        player.HeldSlot is >= 0 and < Limits.HotbarSlots
        && player.Presence is (Presence.Away or Presence.Present)
        && player.CountedActions >= 0;

    private static bool IsPossible(in Inventory inventory)
    {
        foreach (ItemStack stack in inventory)
        {
            bool empty = stack == ItemStack.Empty;
            bool full = !stack.IsEmpty && ItemTable.IsKnown((int)stack.Kind)
                && stack.Count <= ItemTable.StackMax(stack.Kind);
            if (!empty && !full)
            {
                return false;
            }
        }

        return true;
    }
}
