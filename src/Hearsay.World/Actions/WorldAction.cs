namespace Hearsay.World;

/// <summary>
/// One action of a player, decoded. Made by the factories below; fields that a kind does not use are zero, so that
/// equal actions are equal values.
/// </summary>
public readonly record struct WorldAction
{
    public ActionKind Kind { get; private init; }

    /// <summary>The block of Dig, Break and Place.</summary>
    public BlockPosition Block { get; private init; }

    /// <summary>The body of Move.</summary>
    public MoveIntent Intent { get; private init; }

    /// <summary>The dropped item of PickUp.</summary>
    public ItemId Item { get; private init; }

    /// <summary>The slot of Place, Drop, Hold and MoveStack.</summary>
    public int Slot { get; private init; }

    /// <summary>Where MoveStack puts it.</summary>
    public int TargetSlot { get; private init; }

    /// <summary>How many items Drop and MoveStack move, or how many times Craft is done.</summary>
    public int Count { get; private init; }

    /// <summary>What Craft makes.</summary>
    public int Recipe { get; private init; }

    public static WorldAction Join() => new() { Kind = ActionKind.Join };

    public static WorldAction Leave() => new() { Kind = ActionKind.Leave };

    public static WorldAction Move(MoveIntent intent) => new() { Kind = ActionKind.Move, Intent = intent };

    public static WorldAction Dig(BlockPosition block) => new() { Kind = ActionKind.Dig, Block = block };

    public static WorldAction Break(BlockPosition block) => new() { Kind = ActionKind.Break, Block = block };

    public static WorldAction Place(BlockPosition block, int slot) =>
        new() { Kind = ActionKind.Place, Block = block, Slot = slot };

    public static WorldAction PickUp(ItemId item) => new() { Kind = ActionKind.PickUp, Item = item };

    public static WorldAction Drop(int slot, int count) =>
        new() { Kind = ActionKind.Drop, Slot = slot, Count = count };

    public static WorldAction Hold(int slot) => new() { Kind = ActionKind.Hold, Slot = slot };

    public static WorldAction MoveStack(int slot, int targetSlot, int count) =>
        new() { Kind = ActionKind.MoveStack, Slot = slot, TargetSlot = targetSlot, Count = count };

    public static WorldAction Craft(int recipe, int times) =>
        new() { Kind = ActionKind.Craft, Recipe = recipe, Count = times };
}
