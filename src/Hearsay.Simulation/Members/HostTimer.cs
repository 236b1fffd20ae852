using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// Wakes a host when its peer wants to be called next, by its own clock. At most one planned waking counts; those that
/// an earlier one has overtaken find nothing to do.
/// </summary>
internal sealed class HostTimer(Agenda agenda, LocalClock clock, Action wake) : IDue
{
    private long _plannedMicros = long.MaxValue;
    private long _wantedMicros;

    /// <summary>Wants to be woken at this time of the local clock, in place of the time before.</summary>
    public void Arm(Micros local)
    {
        _wantedMicros = Math.Max(clock.WhenShows(local), agenda.NowMicros + 1);
        Plan();
    }

    /// <inheritdoc/>
    public void Happen()
    {
        if (agenda.NowMicros < _plannedMicros)
        {
            return;
        }

        _plannedMicros = long.MaxValue;
        if (agenda.NowMicros >= _wantedMicros)
        {
            wake();
        }
        else
        {
            Plan();
        }
    }

    private void Plan()
    {
        if (_wantedMicros < _plannedMicros)
        {
            _plannedMicros = _wantedMicros;
            agenda.At(_wantedMicros, this);
        }
    }
}
