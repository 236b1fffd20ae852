namespace Hearsay.World;

/// <summary>The size of a body. The numbers are part of the saved state.</summary>
public enum BodyShape
{
    Player = 0,
    Item = 1,
}
