namespace Hearsay.World;

/// <summary>What the rules know about items; immutable, any thread.</summary>
public static class ItemTable
{
    private const int BlockItemsEnd = 256;

    /// <summary>The block that the item becomes when placed; false when it cannot be placed.</summary>
    public static bool TryGetBlock(ItemKind item, out BlockKind block)
    {
        block = (BlockKind)(int)item;
        return item > ItemKind.None && (int)item < BlockItemsEnd && BlockTable.IsKnown((int)item);
    }

    /// <summary>How many of the item one stack holds.</summary>
    public static int StackMax(ItemKind item) => ToolOf(item) == ToolClass.None ? Limits.StackItemsMax : 1;

    /// <summary>What the item is good for.</summary>
    public static ToolClass ToolOf(ItemKind item) => item switch
    {
        ItemKind.WoodenPickaxe or ItemKind.StonePickaxe or ItemKind.IronPickaxe => ToolClass.Pickaxe,
        ItemKind.WoodenAxe or ItemKind.StoneAxe or ItemKind.IronAxe => ToolClass.Axe,
        ItemKind.WoodenShovel or ItemKind.StoneShovel or ItemKind.IronShovel => ToolClass.Shovel,
        _ => ToolClass.None,
    };

    /// <summary>How good a tool is: 0 for no tool, 1 wood, 2 stone, 3 iron.</summary>
    public static int TierOf(ItemKind item) => item switch
    {
        ItemKind.WoodenPickaxe or ItemKind.WoodenAxe or ItemKind.WoodenShovel => 1,
        ItemKind.StonePickaxe or ItemKind.StoneAxe or ItemKind.StoneShovel => 2,
        ItemKind.IronPickaxe or ItemKind.IronAxe or ItemKind.IronShovel => 3,
        _ => 0,
    };

    /// <summary>True for the numbers that are an item (and not <see cref="ItemKind.None"/>).</summary>
    public static bool IsKnown(int item) =>
        item is >= (int)ItemKind.Stick and <= (int)ItemKind.IronShovel
        || (item > 0 && item < BlockItemsEnd && BlockTable.IsKnown(item));

    /// <summary>
    /// Ticks to break a block with the item in hand; <see cref="BlockTraits.Unbreakable"/> for never.
    /// </summary>
    public static int DigTicks(ItemKind held, BlockKind block)
    {
        ref readonly BlockTraits traits = ref BlockTable.Of(block);
        if (traits.DigTicks == BlockTraits.Unbreakable)
        {
            return BlockTraits.Unbreakable;
        }

        bool fits = traits.Tool != ToolClass.None && ToolOf(held) == traits.Tool;
        return fits ? traits.DigTicks / (2 * TierOf(held)) : traits.DigTicks;
    }

    /// <summary>
    /// What a block leaves when broken with the item in hand; <see cref="ItemKind.None"/> for nothing.
    /// </summary>
    public static ItemKind DropOf(ItemKind held, BlockKind block)
    {
        ref readonly BlockTraits traits = ref BlockTable.Of(block);
        bool enough = traits.TierMin == 0 || (ToolOf(held) == traits.Tool && TierOf(held) >= traits.TierMin);
        return enough ? traits.Drop : ItemKind.None;
    }
}
