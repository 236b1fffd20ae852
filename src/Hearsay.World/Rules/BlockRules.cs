using Hearsay.Ecs;
using Hearsay.Hashgraph;

namespace Hearsay.World;

/// <summary>Breaking and placing blocks.</summary>
internal static class BlockRules
{
    /// <summary>
    /// Ticks that a Break may come early. The agreed times of two actions lie closer together or further apart than the
    /// player's own by the jitter of the network; without this an honest client would be refused now and then.
    /// </summary>
    private const int EarlyTicksMax = 2;

    private static readonly QueryDescription Players = new QueryDescription().WithAll<Player, Body>();

    public static Rejection Dig(in Actor actor, BlockPosition block)
    {
        Rejection rejection = CheckBreakable(actor, block);
        if (rejection == Rejection.None && !actor.Digging.IsAt(block))
        {
            actor.Digging = new Digging(block, actor.State.Tick);
        }

        return rejection;
    }

    public static Rejection Break(in Actor actor, BlockPosition block)
    {
        Rejection rejection = CheckBreakable(actor, block);
        if (rejection != Rejection.None)
        {
            return rejection;
        }

        if (!actor.Digging.IsAt(block))
        {
            return Rejection.NotDigging;
        }

        WorldState state = actor.State;
        BlockKind kind = state.Blocks.Read(block.X, block.Y, block.Z);
        long dug = state.Tick - actor.Digging.SinceTick;
        if (dug + EarlyTicksMax < ItemTable.DigTicks(actor.HeldKind, kind))
        {
            return Rejection.TooFast;
        }

        if (!state.Blocks.TryWrite(block, BlockKind.Air))
        {
            return Rejection.WorldFull;
        }

        actor.Digging = Digging.Idle;
        ItemKind drop = ItemTable.DropOf(actor.HeldKind, kind);
        if (drop != ItemKind.None)
        {
            DroppedItems.Scatter(state, new ItemStack(drop, 1), block, actor.Member);
        }

        return Rejection.None;
    }

    public static Rejection Place(in Actor actor, BlockPosition block, int slot)
    {
        if (slot >= Limits.InventorySlots)
        {
            return Rejection.NoSuchSlot;
        }

        ItemStack stack = actor.Inventory[slot];
        if (stack.IsEmpty)
        {
            return Rejection.NotEnoughItems;
        }

        if (!ItemTable.TryGetBlock(stack.Kind, out BlockKind kind))
        {
            return Rejection.NotPlaceable;
        }

        Rejection rejection = CheckPlace(actor, block);
        if (rejection != Rejection.None)
        {
            return rejection;
        }

        if (!actor.State.Blocks.TryWrite(block, kind))
        {
            return Rejection.WorldFull;
        }

        Hashgraph.Invariant.Check(actor.Inventory.TryTake(slot, 1), "a stack that is not empty gives an item");
        return Rejection.None;
    }

    private static Rejection CheckBreakable(in Actor actor, BlockPosition block)
    {
        Rejection rejection = actor.CheckTarget(block);
        if (rejection != Rejection.None)
        {
            return rejection;
        }

        BlockKind kind = actor.State.Blocks.Read(block.X, block.Y, block.Z);
        if (!BlockTable.IsSolid(kind))
        {
            return Rejection.NothingToBreak;
        }

        return BlockTable.Of(kind).DigTicks == BlockTraits.Unbreakable ? Rejection.Unbreakable : Rejection.None;
    }

    private static Rejection CheckPlace(in Actor actor, BlockPosition block)
    {
        Rejection rejection = actor.CheckTarget(block);
        if (rejection != Rejection.None)
        {
            return rejection;
        }

        ChunkStore blocks = actor.State.Blocks;
        if (!BlockTable.Of(blocks.Read(block.X, block.Y, block.Z)).Replaceable)
        {
            return Rejection.Occupied;
        }

        if (!HasSupport(blocks, block))
        {
            return Rejection.NoSupport;
        }

        return MeetsPlayer(actor.State.Entities, Box.Of(block)) ? Rejection.BodyInTheWay : Rejection.None;
    }

    private static bool HasSupport(ChunkStore blocks, BlockPosition block) =>
        blocks.IsSolid(block.X, block.Y - 1, block.Z)
        || blocks.IsSolid(block.X, block.Y + 1, block.Z)
        || blocks.IsSolid(block.X - 1, block.Y, block.Z)
        || blocks.IsSolid(block.X + 1, block.Y, block.Z)
        || blocks.IsSolid(block.X, block.Y, block.Z - 1)
        || blocks.IsSolid(block.X, block.Y, block.Z + 1);

    /// <summary>True when a player, present or away, stands in the box: nobody is to be walled into a block.</summary>
    private static bool MeetsPlayer(EntityWorld entities, in Box box)
    {
        foreach (Ecs.Chunk rows in entities.Chunks(Players))
        {
            foreach (ref readonly Body body in rows.Column<Body>())
            {
                if (body.Box.Overlaps(box))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
