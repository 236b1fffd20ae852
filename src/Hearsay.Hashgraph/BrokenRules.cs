namespace Hearsay.Hashgraph;

/// <summary>
/// A graph with wrong rules, for controls alone: what happens when one of the rules that agreement stands on is
/// missing. The defaults are the right rules.
/// </summary>
internal sealed record BrokenRules
{
    /// <summary>A supermajority is more than so many thirds of the weight; the right rule is two.</summary>
    public int QuorumThirds { get; init; } = 2;

    /// <summary>False: nobody ever sees a branch, so both sides of one count.</summary>
    public bool SeesBranches { get; init; } = true;

    /// <summary>False: coin rounds keep the vote in place of a coin, so that a split can last.</summary>
    public bool ThrowsCoins { get; init; } = true;
}
