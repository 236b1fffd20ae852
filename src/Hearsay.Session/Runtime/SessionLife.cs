namespace Hearsay.Session;

/// <summary>
/// Built, running, stopped, ended: the life of a session, and why it stopped. Problem: anything may stop a session, on
/// any thread and inside any notice: its user, a handler, the game's code, the link. Whoever does cannot wait for the
/// threads, because it may be one of them, nor free what others still use. Idea: to stop is to set a mark, which
/// neither waits nor throws; <see cref="SessionThreads"/> sees the mark and does the rest. Thread-safe.
/// </summary>
internal sealed class SessionLife
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Exception> _suppressed = [];
    private volatile Stage _stage;
    private volatile SessionFailure? _failure;

    private enum Stage
    {
        Built,
        Running,
        Stopped,
    }

    /// <summary>Raised once, by whoever stopped the session: wakes whoever sleeps. Must not throw.</summary>
    public event Action? Stopping;

    /// <summary>True from the start until something stops the session.</summary>
    public bool IsRunning => _stage == Stage.Running;

    /// <summary>True from the moment that something stopped the session.</summary>
    public bool IsStopped => _stage == Stage.Stopped;

    /// <summary>What stopped the session, unless that was its user.</summary>
    public SessionFailure? Failure => _failure;

    /// <summary>Completes when all threads have left and everything is freed.</summary>
    public Task Ended => _ended.Task;

    /// <summary>What was thrown when the session had stopped already.</summary>
    public IReadOnlyList<Exception> Suppressed
    {
        get
        {
            lock (_gate)
            {
                return [.. _suppressed];
            }
        }
    }

    /// <summary>False when the session was started or stopped before.</summary>
    public bool TryStart()
    {
        lock (_gate)
        {
            bool isNew = _stage == Stage.Built;
            _stage = isNew ? Stage.Running : _stage;
            return isNew;
        }
    }

    /// <summary>
    /// Stops the session. True when it had not been started: then none of its threads is there to end it.
    /// </summary>
    public bool Stop()
    {
        Stage before;
        lock (_gate)
        {
            before = _stage;
            _stage = Stage.Stopped;
        }

        Tell(before);
        return before == Stage.Built;
    }

    /// <summary>
    /// Stops the session because of an exception. One that comes when it has stopped already is kept and changes
    /// nothing: a link that is being closed may well throw.
    /// </summary>
    public void Fail(Exception cause) => Fail(cause, evenIfStopped: false);

    /// <summary>
    /// As <see cref="Fail(Exception)"/>, for what broke off a turn of the peer. Unless there was a failure before, it
    /// counts also when the session has stopped, because the state is not one between two rounds any more.
    /// </summary>
    public void FailTurn(Exception cause) => Fail(cause, evenIfStopped: true);

    /// <summary>Does what may throw: then the session fails, and the thread goes on.</summary>
    public void Guard(Action body)
    {
        try
        {
            body();
        }
        catch (Exception cause)
        {
            Fail(cause);
        }
    }

    /// <summary>Says that all threads have left and everything is freed.</summary>
    public void End()
    {
        lock (_gate)
        {
            _ended.TrySetResult();
        }
    }

    private void Fail(Exception cause, bool evenIfStopped)
    {
        Stage before;
        lock (_gate)
        {
            before = _stage;
            bool isEnding = before == Stage.Stopped && !_ended.Task.IsCompleted;
            bool counts = before == Stage.Running || (evenIfStopped && isEnding);
            if (counts && _failure is null)
            {
                _failure = new SessionFailure(cause);
                _stage = Stage.Stopped;
            }
            else if (_suppressed.Count < Limits.SuppressedExceptionsMax)
            {
                _suppressed.Add(cause);
            }
        }

        Tell(before);
    }

    private void Tell(Stage before)
    {
        if (before == Stage.Running)
        {
            Stopping?.Invoke();
        }
    }
}
