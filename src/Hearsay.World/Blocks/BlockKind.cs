namespace Hearsay.World;

/// <summary>
/// What fills a block. The numbers are part of the saved state and of the wire format: never reuse one.
/// </summary>
public enum BlockKind
{
    Air = 0,
    Stone = 1,
    Dirt = 2,
    Grass = 3,
    Sand = 4,
    Gravel = 5,
    Water = 6,
    Bedrock = 7,
    Log = 8,
    Leaves = 9,
    CoalOre = 10,
    IronOre = 11,
    GoldOre = 12,
    DiamondOre = 13,
    Snow = 14,
    Cobblestone = 15,
    Planks = 16,
    Glass = 17,
    Bricks = 18,
    Lantern = 19,
}
