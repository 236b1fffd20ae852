namespace Hearsay.World;

/// <summary>Everything that can be crafted. The numbers are part of the wire format: only append.</summary>
public static class RecipeBook
{
    private static readonly Recipe[] Book =
    [
        Make(ItemKind.Planks, 4, ItemKind.Log, 1),
        Make(ItemKind.Stick, 4, ItemKind.Planks, 2),
        Make(ItemKind.WoodenPickaxe, 1, ItemKind.Planks, 3, ItemKind.Stick, 2),
        Make(ItemKind.WoodenAxe, 1, ItemKind.Planks, 3, ItemKind.Stick, 1),
        Make(ItemKind.WoodenShovel, 1, ItemKind.Planks, 1, ItemKind.Stick, 2),
        Make(ItemKind.StonePickaxe, 1, ItemKind.Cobblestone, 3, ItemKind.Stick, 2),
        Make(ItemKind.StoneAxe, 1, ItemKind.Cobblestone, 3, ItemKind.Stick, 1),
        Make(ItemKind.StoneShovel, 1, ItemKind.Cobblestone, 1, ItemKind.Stick, 2),
        Make(ItemKind.IronIngot, 1, ItemKind.IronOre, 1, ItemKind.Coal, 1),
        Make(ItemKind.IronPickaxe, 1, ItemKind.IronIngot, 3, ItemKind.Stick, 2),
        Make(ItemKind.IronAxe, 1, ItemKind.IronIngot, 3, ItemKind.Stick, 1),
        Make(ItemKind.IronShovel, 1, ItemKind.IronIngot, 1, ItemKind.Stick, 2),
        Make(ItemKind.Glass, 4, ItemKind.Sand, 4, ItemKind.Coal, 1),
        Make(ItemKind.Bricks, 4, ItemKind.Cobblestone, 4),
        Make(ItemKind.Lantern, 2, ItemKind.Coal, 1, ItemKind.Stick, 1),
    ];

    /// <summary>The recipes by number, from 0.</summary>
    public static ReadOnlySpan<Recipe> Recipes => Book;

    private static Recipe Make(
        ItemKind result,
        int resultCount,
        ItemKind first,
        int firstCount,
        ItemKind second = ItemKind.None,
        int secondCount = 0) =>
        new(new ItemStack(first, firstCount), new ItemStack(second, secondCount), new ItemStack(result, resultCount));
}
