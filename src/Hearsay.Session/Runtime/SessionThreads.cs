using System.Diagnostics;
using Hearsay.Gossip;

namespace Hearsay.Session;

/// <summary>
/// The threads of a session: the clock's and the receive workers'. The clock's thread starts the others and is the last
/// to leave, whatever stopped the session, and then raises <see cref="Left"/> once. So nobody ever waits for himself,
/// and nothing is freed twice or in use. No exception leaves a thread: it fails the session.
/// </summary>
internal sealed class SessionThreads
{
    private readonly SessionLife _life;
    private readonly ILink _link;
    private readonly OwnerClock _clock;
    private readonly Thread _first;
    private readonly Thread[] _receivers;
    private int _receiversStarted;

    public SessionThreads(
        string name, SessionLife life, ILink link, OwnerClock clock, IReadOnlyList<ReceiveWorker> workers)
    {
        _life = life;
        _link = link;
        _clock = clock;
        _first = new Thread(Run) { IsBackground = true, Name = $"{name} clock" };
        _receivers = [.. workers.Select((worker, i) => new Thread(() => life.Guard(worker.Run))
        {
            IsBackground = true,
            Name = $"{name} receive {i + 1}",
        })];
    }

    /// <summary>On the clock's thread, when the others have left and the link is closed. Must not throw.</summary>
    public event Action? Left;

    /// <summary>True on one of these threads.</summary>
    public bool IsOneOfThem => All.Contains(Thread.CurrentThread);

    internal IEnumerable<Thread> All => _receivers.Prepend(_first);

    /// <summary>
    /// Starts the clock's thread, and it the others. Called once: also when the session stopped before it was started,
    /// because that thread ends it.
    /// </summary>
    public void Start()
    {
        try
        {
            _first.Start();
        }
        catch (OutOfMemoryException)
        {
            // What the system has no room for is a thread: then this one ends the session.
            _life.Stop();
            Leave();
            throw;
        }
    }

    private void Run()
    {
        _life.Guard(RunUntilStopped);
        Leave();
    }

    private void RunUntilStopped()
    {
        while (_receiversStarted < _receivers.Length && _life.IsRunning)
        {
            _receivers[_receiversStarted].Start();
            _receiversStarted++;
        }

        _clock.Run();
    }

    private void Leave()
    {
        _life.Guard(_link.Dispose); // and its receivers come back
        long closed = Stopwatch.GetTimestamp();
        foreach (Thread receiver in _receivers.AsSpan(0, _receiversStarted))
        {
            double leftMs = Limits.ReceiversLeaveMsMax - Stopwatch.GetElapsedTime(closed).TotalMilliseconds;
            if (!receiver.Join((int)Math.Max(0, leftMs)))
            {
                _life.Fail(new TimeoutException(
                    $"The thread {receiver.Name} did not end within {Limits.ReceiversLeaveMsMax / 1_000} s after its "
                    + "link was closed; it is left behind."));
            }
        }

        Left?.Invoke();
    }
}
