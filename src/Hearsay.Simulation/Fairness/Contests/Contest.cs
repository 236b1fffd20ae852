using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>One item that two members want.</summary>
/// <param name="Id">Its number within the session.</param>
/// <param name="First">Who acts first, in true time.</param>
/// <param name="Second">Who acts later: after the head start, or in a rush on hearing of the first one's grab.</param>
/// <param name="AtMicros">When the first one acts, in virtual microseconds.</param>
/// <param name="HeadStartMicros">How much later the second one acts; null in a rush.</param>
internal sealed record Contest(int Id, MemberIndex First, MemberIndex Second, long AtMicros, long? HeadStartMicros)
{
    /// <summary>True when the second one acts only on hearing of the first one's grab.</summary>
    public bool IsRush => HeadStartMicros is null;

    /// <summary>
    /// True when the second one was chosen among the liars for its place; false when it was drawn.
    /// </summary>
    public bool IsBestPlaced { get; init; }
}
