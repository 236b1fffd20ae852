namespace Hearsay.Hashgraph;

/// <summary>A witness as it votes.</summary>
internal readonly ref struct Voter
{
    /// <summary>The round of the witness.</summary>
    public required int Round { get; init; }

    /// <summary>Its creator, whose bit stands for it among the votes.</summary>
    public required int Member { get; init; }

    public required EventHash Hash { get; init; }

    public required int Row { get; init; }

    /// <summary>The witnesses of the round before that it strongly sees.</summary>
    public required ReadOnlySpan<ulong> Electors { get; init; }

    /// <summary>
    /// False for a witness of a member that branched which nobody strongly sees yet: it decides, but nobody collects
    /// its votes.
    /// </summary>
    public required bool Casts { get; init; }
}
