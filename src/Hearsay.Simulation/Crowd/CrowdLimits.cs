namespace Hearsay.Simulation;

/// <summary>The bounds of the crowd model: each with its unit and its reason.</summary>
internal static class CrowdLimits
{
    /// <summary>Longest way of a datagram, jitter included, in microseconds.</summary>
    public const int WayMicrosMax = 400_000;

    /// <summary>
    /// Longest run, in microseconds: arrivals are kept as 32-bit microseconds from the start, with room to spare.
    /// </summary>
    public const long RunMicrosMax = 1_800_000_000;

    /// <summary>
    /// Actions that wait at one member: beyond it the oldest rate cannot be carried, and new ones are refused.
    /// </summary>
    public const int WaitingActionsMax = 4_096;
}
