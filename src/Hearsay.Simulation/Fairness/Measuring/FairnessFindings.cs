namespace Hearsay.Simulation;

/// <summary>What the contests of sessions of one size showed.</summary>
public sealed record FairnessFindings
{
    /// <summary>Members of each session.</summary>
    public required int Members { get; init; }

    /// <summary>How many of them lied, in the sessions with liars.</summary>
    public required int Liars { get; init; }

    /// <summary>Seeds that were run, each a map of its own: one honest session, and one with liars.</summary>
    public required int Seeds { get; init; }

    /// <summary>Contests that were decided.</summary>
    public required int Contests { get; init; }

    /// <summary>Contests that were still undecided when their session ended; they do not count.</summary>
    public required int Unfinished { get; init; }

    /// <summary>What each rule made of the same contests.</summary>
    public required IReadOnlyList<RuleFindings> Rules { get; init; }

    /// <summary>What one rule made of them.</summary>
    public RuleFindings Of(OrderRule rule) => Rules.Single(findings => findings.Rule == rule);
}

/// <summary>What one rule of order made of the contests.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Curve">How often the earlier player won, by head start.</param>
/// <param name="Rush">How often a rusher won.</param>
/// <param name="Thirds">Wins at even start against a random opponent, by distance from the others.</param>
public sealed record RuleFindings(
    OrderRule Rule,
    HeadStartCurve Curve,
    RushFindings Rush,
    IReadOnlyList<PlaceFindings> Thirds)
{
    /// <summary>Wins at even start by city, in the order of the alphabet.</summary>
    public required IReadOnlyList<PlaceFindings> Cities { get; init; }

    /// <summary>How often the earlier one won who was of the remote third and met one of the central third.</summary>
    public required HeadStartCurve RemoteAgainstCentral { get; init; }
}

/// <summary>How often players of one place won at even start.</summary>
/// <param name="Place">The place.</param>
/// <param name="Wins">Their wins.</param>
public sealed record PlaceFindings(string Place, Share Wins);

/// <summary>The members of a session by their median delay to the others, shortest first.</summary>
public enum MapThird
{
    /// <summary>The third with the shortest delays.</summary>
    Central,

    /// <summary>Between the others.</summary>
    Middle,

    /// <summary>The third with the longest delays.</summary>
    Remote,
}
