using Hearsay.Hashgraph;

namespace Hearsay.Session;

/// <summary>
/// Microseconds since the Unix epoch that never go back. Problem: the wall clock may be set back while a session
/// runs, and an event must be made later than the one before. Idea: read the wall clock once and count on with the
/// steady clock; follow the wall clock forward when it has run ahead (after a suspended machine woke up), never back.
/// Thread-safe.
/// </summary>
internal sealed class SessionClock
{
    private const long MicrosPerSecond = 1_000_000;
    private const long FollowMicros = 500_000;

    private readonly TimeProvider _time;
    private readonly long _startTicks;
    private readonly double _microsPerTick;
    private long _offsetMicros;

    public SessionClock(TimeProvider time)
    {
        _time = time;
        _startTicks = time.GetTimestamp();
        _microsPerTick = (double)MicrosPerSecond / time.TimestampFrequency;
        _offsetMicros = WallMicros();
    }

    public Micros Now() => new(Volatile.Read(ref _offsetMicros) + SteadyMicros());

    /// <summary>Jumps forward when the wall clock is half a second ahead. Called now and then by one thread.</summary>
    public void Follow()
    {
        long ahead = WallMicros() - Now().Value;
        if (ahead > FollowMicros)
        {
            Interlocked.Add(ref _offsetMicros, ahead);
        }
    }

    private long SteadyMicros() => (long)((_time.GetTimestamp() - _startTicks) * _microsPerTick);

    private long WallMicros() => (_time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
