namespace Hearsay.Transport;

/// <summary>
/// What a receiver does about failures in a row. Problem: a failure may be news about one datagram, and the next try
/// works; or the socket is broken, and every further try fails at once, so that trying on keeps a core busy for ever.
/// Idea: what the network causes may go on for ever, other failures a bounded number of times with pauses that double;
/// a datagram that comes through ends the streak. Not thread-safe.
/// </summary>
/// <param name="failuresMax">Lasting failures in a row, at least 2, of which the last one is one too many.</param>
internal sealed class FailureStreak(int failuresMax)
{
    // A thousand in a row without a datagram is a flood, or an error that was taken for a passing one: a pause keeps
    // its cost under a hundredth of a core.
    private const int PassingUnpaused = 1_000;
    private const int PauseDoublingsMax = 10;

    private int _lasting;
    private int _passing;

    /// <summary>Lasting failures since the last datagram.</summary>
    public int InARow => _lasting;

    /// <summary>Milliseconds to wait before the next try.</summary>
    public int PauseMs
    {
        get
        {
            if (_lasting > 0)
            {
                return 1 << Math.Min(_lasting - 1, PauseDoublingsMax);
            }

            return _passing > PassingUnpaused ? 1 : 0;
        }
    }

    /// <summary>A datagram came through.</summary>
    public void End()
    {
        _lasting = 0;
        _passing = 0;
    }

    /// <summary>Notes a failure that the network caused.</summary>
    public void NotePassing() => _passing = Math.Min(_passing + 1, PassingUnpaused + 1);

    /// <summary>Notes another failure; false when it is one too many.</summary>
    public bool NoteLasting() => ++_lasting < failuresMax;
}
