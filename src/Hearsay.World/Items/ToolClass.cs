namespace Hearsay.World;

/// <summary>What a tool is good for.</summary>
public enum ToolClass
{
    None = 0,
    Pickaxe = 1,
    Axe = 2,
    Shovel = 3,
}
