namespace Hearsay.World;

/// <summary>The traits of every kind of block; immutable, any thread.</summary>
public static class BlockTable
{
    private static readonly BlockTraits[] Table = Build();

    // Kept apart and as bytes: physics asks this for every block that it touches.
    private static readonly bool[] SolidTable = [.. Table.Select(traits => traits.Solid)];

    /// <summary>How many kinds there are; kinds are numbered from 0.</summary>
    public static int Count => Table.Length;

    /// <summary>The traits of a kind.</summary>
    public static ref readonly BlockTraits Of(BlockKind kind) => ref Table[(int)kind];

    /// <summary>True when bodies collide with the kind.</summary>
    public static bool IsSolid(BlockKind kind) => SolidTable[(int)kind];

    /// <summary>True for the numbers that are a kind.</summary>
    public static bool IsKnown(int kind) => kind >= 0 && kind < Table.Length;

    private static BlockTraits[] Build()
    {
        BlockTraits[] table = new BlockTraits[(int)BlockKind.Lantern + 1];
        table[(int)BlockKind.Air] = Passable(ItemKind.None);
        table[(int)BlockKind.Water] = Passable(ItemKind.None);
        table[(int)BlockKind.Bedrock] = Solid(BlockTraits.Unbreakable, ToolClass.None, 0, ItemKind.None);
        table[(int)BlockKind.Stone] = Solid(120, ToolClass.Pickaxe, 1, ItemKind.Cobblestone);
        table[(int)BlockKind.Cobblestone] = Solid(120, ToolClass.Pickaxe, 1, ItemKind.Cobblestone);
        table[(int)BlockKind.Bricks] = Solid(140, ToolClass.Pickaxe, 1, ItemKind.Bricks);
        table[(int)BlockKind.CoalOre] = Solid(140, ToolClass.Pickaxe, 1, ItemKind.Coal);
        table[(int)BlockKind.IronOre] = Solid(160, ToolClass.Pickaxe, 2, ItemKind.IronOre);
        table[(int)BlockKind.GoldOre] = Solid(160, ToolClass.Pickaxe, 3, ItemKind.GoldOre);
        table[(int)BlockKind.DiamondOre] = Solid(200, ToolClass.Pickaxe, 3, ItemKind.Diamond);
        table[(int)BlockKind.Dirt] = Solid(12, ToolClass.Shovel, 0, ItemKind.Dirt);
        table[(int)BlockKind.Grass] = Solid(14, ToolClass.Shovel, 0, ItemKind.Dirt);
        table[(int)BlockKind.Sand] = Solid(10, ToolClass.Shovel, 0, ItemKind.Sand);
        table[(int)BlockKind.Gravel] = Solid(14, ToolClass.Shovel, 0, ItemKind.Gravel);
        table[(int)BlockKind.Snow] = Solid(8, ToolClass.Shovel, 0, ItemKind.Snow);
        table[(int)BlockKind.Log] = Solid(40, ToolClass.Axe, 0, ItemKind.Log);
        table[(int)BlockKind.Planks] = Solid(40, ToolClass.Axe, 0, ItemKind.Planks);
        table[(int)BlockKind.Leaves] = Solid(6, ToolClass.None, 0, ItemKind.Leaves);
        table[(int)BlockKind.Glass] = Solid(8, ToolClass.None, 0, ItemKind.Glass);
        table[(int)BlockKind.Lantern] = Solid(8, ToolClass.None, 0, ItemKind.Lantern);
        return table;
    }

    private static BlockTraits Passable(ItemKind drop) =>
        new(Solid: false, Replaceable: true, BlockTraits.Unbreakable, ToolClass.None, 0, drop);

    private static BlockTraits Solid(int digTicks, ToolClass tool, int tierMin, ItemKind drop) =>
        new(Solid: true, Replaceable: false, digTicks, tool, tierMin, drop);
}
