using Hearsay.Session;

namespace Hearsay.World;

/// <summary>Ticks and the session's agreed time. Tick n, from 1, covers the n-th 50 ms since the Unix epoch.</summary>
public static class TickTime
{
    /// <summary>Microseconds of one tick.</summary>
    public const long TickMicros = 50_000;

    /// <summary>Ticks of one second.</summary>
    public const int TicksPerSecond = (int)(1_000_000 / TickMicros);

    /// <summary>Ticks from one sunrise to the next: 20 minutes.</summary>
    public const int TicksPerDay = 20 * 60 * TicksPerSecond;

    /// <summary>The last tick that has begun at a time; 1 for times before the epoch.</summary>
    public static long At(SessionTime time) => Math.Max(0, time.Micros / TickMicros) + 1;
}
