using Hearsay.Hashgraph;

namespace Hearsay.Session;

/// <summary>
/// The thread that gives the peer its ticks: sleeps until the next one is due, or somebody wakes it with work that
/// came from outside (a submitted action, a reading). A thread of its own, because a busy thread pool would delay the
/// agreement.
/// </summary>
internal sealed class OwnerClock
{
    private const long MicrosPerMs = 1_000;
    private const int LongestSleepMs = 1_000;

    private readonly PeerOwner _owner;
    private readonly SessionClock _clock;
    private readonly SessionLife _life;
    private readonly object _sleep = new();
    private int _isWoken;
    private long _sleepsUntil;

    public OwnerClock(PeerOwner owner, SessionClock clock, SessionLife life)
    {
        _owner = owner;
        _clock = clock;
        _life = life;
        life.Stopping += Wake;
    }

    /// <summary>Any thread: makes the clock's thread run the peer now. Cheap when it is awake anyway.</summary>
    public void Wake()
    {
        if (Interlocked.Exchange(ref _isWoken, 1) == 0)
        {
            lock (_sleep)
            {
                Monitor.Pulse(_sleep);
            }
        }
    }

    /// <summary>
    /// Any thread, after it ran the peer: the next tick may be due sooner than the clock's thread thinks.
    /// </summary>
    public void TickMayBeSooner()
    {
        if (_owner.NextTick.Value + MicrosPerMs < Volatile.Read(ref _sleepsUntil))
        {
            Wake();
        }
    }

    /// <summary>The body of the clock's thread, until the session stops.</summary>
    public void Run()
    {
        while (true)
        {
            // First the mark, then the looks: whoever stops the session or brings work either is seen, or wakes.
            Interlocked.Exchange(ref _isWoken, 0);
            if (!_life.IsRunning)
            {
                return;
            }

            _clock.Follow();
            _owner.RunTick();
            Sleep(SleepMs());
        }
    }

    private void Sleep(int sleepMs)
    {
        lock (_sleep)
        {
            if (Volatile.Read(ref _isWoken) == 0)
            {
                Monitor.Wait(_sleep, sleepMs);
            }
        }
    }

    // At least a millisecond: when another thread runs the peer just now, the next tick is not known yet.
    private int SleepMs()
    {
        Micros next = _owner.NextTick;
        while (true)
        {
            Micros now = _clock.Now();
            long leftMs = (next.Value - now.Value + MicrosPerMs - 1) / MicrosPerMs;
            int sleepMs = (int)Math.Clamp(leftMs, 1, LongestSleepMs);
            Interlocked.Exchange(ref _sleepsUntil, now.Value + (sleepMs * MicrosPerMs));

            // Announce first, then look again: who set a sooner tick meanwhile either is seen here or sees the
            // announcement.
            Micros again = _owner.NextTick;
            if (again >= next)
            {
                return sleepMs;
            }

            next = again;
        }
    }
}
