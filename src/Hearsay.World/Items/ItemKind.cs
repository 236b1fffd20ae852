namespace Hearsay.World;

/// <summary>
/// What a stack holds. Below 256 an item is the block of the same number; the rest are things that cannot be placed.
/// The numbers are part of the saved state and of the wire format: never reuse one.
/// </summary>
public enum ItemKind
{
    None = 0,
    Stone = BlockKind.Stone,
    Dirt = BlockKind.Dirt,
    Grass = BlockKind.Grass,
    Sand = BlockKind.Sand,
    Gravel = BlockKind.Gravel,
    Log = BlockKind.Log,
    Leaves = BlockKind.Leaves,
    IronOre = BlockKind.IronOre,
    GoldOre = BlockKind.GoldOre,
    Snow = BlockKind.Snow,
    Cobblestone = BlockKind.Cobblestone,
    Planks = BlockKind.Planks,
    Glass = BlockKind.Glass,
    Bricks = BlockKind.Bricks,
    Lantern = BlockKind.Lantern,
    Stick = 256,
    Coal = 257,
    IronIngot = 258,
    Diamond = 259,
    WoodenPickaxe = 260,
    StonePickaxe = 261,
    IronPickaxe = 262,
    WoodenAxe = 263,
    StoneAxe = 264,
    IronAxe = 265,
    WoodenShovel = 266,
    StoneShovel = 267,
    IronShovel = 268,
}
