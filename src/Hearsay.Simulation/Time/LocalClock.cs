using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// One machine's clock: virtual time, shifted and running a little fast or slow, never back. As a session's own clock,
/// it is read as microseconds since the Unix epoch.
/// </summary>
internal sealed class LocalClock
{
    /// <summary>What a perfect clock shows at virtual time 0: 2025-01-01 00:00 UTC.</summary>
    public const long StartMicros = 1_735_689_600_000_000;

    private const long Million = 1_000_000;

    private long _sinceMicros;
    private long _shownMicros = StartMicros;
    private long _driftPpm;

    /// <summary>How much it runs fast (slow when negative), in millionths.</summary>
    public long DriftPpm => _driftPpm;

    /// <summary>What it shows at a virtual time, which is not before the last change.</summary>
    public Micros At(long virtualMicros)
    {
        long passed = virtualMicros - _sinceMicros;
        return new Micros(_shownMicros + passed + (passed * _driftPpm / Million));
    }

    /// <summary>The first virtual time at which it shows <paramref name="local"/> or later.</summary>
    public long WhenShows(Micros local)
    {
        if (local.Value >= long.MaxValue / 4)
        {
            return long.MaxValue / 4;
        }

        long ahead = Math.Max(0, local.Value - _shownMicros);
        long at = _sinceMicros + (long)((Int128)ahead * Million / (Million + _driftPpm));
        while (At(at) < local)
        {
            at++;
        }

        return at;
    }

    /// <summary>
    /// Jumps ahead (a negative jump is held back until time has caught up: sessions' clocks never go back).
    /// </summary>
    public void Jump(long virtualMicros, long byMicros)
    {
        long shown = At(virtualMicros).Value;
        _shownMicros = Math.Max(shown, shown + byMicros);
        _sinceMicros = virtualMicros;
    }

    /// <summary>From now on runs fast by so many millionths; more than -1,000,000.</summary>
    public void Drift(long virtualMicros, long driftPpm)
    {
        _shownMicros = At(virtualMicros).Value;
        _sinceMicros = virtualMicros;
        _driftPpm = driftPpm;
    }

    /// <summary>Sets the shift at the start of a machine: what it shows beyond a perfect clock.</summary>
    public void Shift(long byMicros) => _shownMicros += byMicros;
}
