namespace Hearsay.World;

/// <summary>What an action asks for. The numbers are the first byte on the wire: never reuse one.</summary>
public enum ActionKind
{
    None = 0,

    /// <summary>Enter the world, or wake where one left.</summary>
    Join = 1,

    /// <summary>Leave: the player stands still, unseen, until it joins again.</summary>
    Leave = 2,

    /// <summary>Change direction, look and jump; stays until changed.</summary>
    Move = 3,

    /// <summary>Begin to break a block.</summary>
    Dig = 4,

    /// <summary>Finish breaking a block, once dug for long enough.</summary>
    Break = 5,

    /// <summary>Place a block from a slot.</summary>
    Place = 6,

    /// <summary>Take a dropped item; the first in the order gets it.</summary>
    PickUp = 7,

    /// <summary>Throw items from a slot.</summary>
    Drop = 8,

    /// <summary>Take a slot of the first row in hand.</summary>
    Hold = 9,

    /// <summary>Move items from one slot to another; two different whole stacks change places.</summary>
    MoveStack = 10,

    /// <summary>Make something out of what the inventory holds.</summary>
    Craft = 11,
}
