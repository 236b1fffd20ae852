namespace Hearsay.World;

/// <summary>
/// Why the rules refused an action: the reason codes of the world's outcomes. From <see cref="TakenBy"/> on, the code
/// also names a member. Never reuse a number.
/// </summary>
public enum Rejection
{
    /// <summary>Not refused.</summary>
    None = 0,

    /// <summary>The bytes are not an action.</summary>
    Malformed = 1,

    /// <summary>The member has not joined the world.</summary>
    NotJoined = 2,

    /// <summary>The member is in the world already.</summary>
    AlreadyJoined = 3,

    /// <summary>More actions in this second than the world allows.</summary>
    TooManyActions = 4,

    /// <summary>The player is dead and not yet back.</summary>
    Dead = 5,

    /// <summary>The block is outside the world.</summary>
    OutOfWorld = 6,

    /// <summary>The target is too far from the player's eyes.</summary>
    OutOfReach = 7,

    /// <summary>Something solid is between the player's eyes and the target.</summary>
    NotInSight = 8,

    /// <summary>There is no block to break.</summary>
    NothingToBreak = 9,

    /// <summary>The block never breaks.</summary>
    Unbreakable = 10,

    /// <summary>The player is not digging at this block.</summary>
    NotDigging = 11,

    /// <summary>The player has not dug for long enough with what it holds.</summary>
    TooFast = 12,

    /// <summary>A block is in the place already.</summary>
    Occupied = 13,

    /// <summary>A player stands in the place.</summary>
    BodyInTheWay = 14,

    /// <summary>The place touches no block.</summary>
    NoSupport = 15,

    /// <summary>The slot does not exist.</summary>
    NoSuchSlot = 16,

    /// <summary>The slot does not hold that many items.</summary>
    NotEnoughItems = 17,

    /// <summary>The item is not a block.</summary>
    NotPlaceable = 18,

    /// <summary>The inventory has no room for it.</summary>
    InventoryFull = 19,

    /// <summary>There is no such dropped item: it is long gone or never was.</summary>
    NoSuchItem = 20,

    /// <summary>The stacks cannot be joined like this.</summary>
    StacksDiffer = 21,

    /// <summary>There is no such recipe.</summary>
    NoSuchRecipe = 22,

    /// <summary>The inventory lacks what the recipe needs.</summary>
    MissingIngredients = 23,

    /// <summary>The world has as many modified chunks as it can hold.</summary>
    WorldFull = 24,

    /// <summary>A count of zero.</summary>
    NothingAsked = 25,

    /// <summary>This plus a member's index: that member took the item first.</summary>
    TakenBy = 0x8000,
}
