namespace Hearsay.World;

/// <summary>What became of items that more than one member tried to take.</summary>
/// <param name="Items">Items for which at least two members tried.</param>
/// <param name="Attempts">All attempts at those items.</param>
/// <param name="DoubleWins">Items of any kind that entered an inventory more than once; anything but 0 is a
/// defect.</param>
public readonly record struct ContestedItems(long Items, long Attempts, long DoubleWins);
