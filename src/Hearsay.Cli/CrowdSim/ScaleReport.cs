namespace Hearsay.Cli;

/// <summary>What <c>sim --scale</c> found, named as in its JSON.</summary>
/// <param name="ActionsPerSecond">Of each member.</param>
/// <param name="VerifyMicros">What checking one signature takes on this machine.</param>
/// <param name="Uploads">The curves, one per upload budget.</param>
internal sealed record ScaleReport(double ActionsPerSecond, double VerifyMicros, IReadOnlyList<ScaleCurve> Uploads);

/// <summary>The sizes at one upload budget.</summary>
/// <param name="MbitPerSecond">What each member may send, IP and UDP headers included.</param>
/// <param name="Sizes">By members, ascending.</param>
internal sealed record ScaleCurve(double MbitPerSecond, IReadOnlyList<ScalePoint> Sizes);

/// <summary>One size.</summary>
internal sealed record ScalePoint
{
    public required int Members { get; init; }

    public required FinalityReport FinalityMs { get; init; }

    /// <summary>Of all members; each takes all of them in.</summary>
    public required double EventsPerSecond { get; init; }

    public required double EventBytes { get; init; }

    public required double Parents { get; init; }

    /// <summary>Of one member, IP and UDP headers included; as much comes in.</summary>
    public required double BytesOutPerSecond { get; init; }

    /// <summary>What the graph takes per event on this machine, from insertion to the ordered round.</summary>
    public required double GraphMicrosPerEvent { get; init; }

    /// <summary>
    /// Cores of this machine that signatures and graph of all events take; the rest of a peer comes on top.
    /// </summary>
    public required double Cores { get; init; }
}
