using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Session;

/// <summary>
/// Lets one thread at a time run the peer, without a lock. Problem: receive workers and the clock bring work for one
/// state machine; a lock would make them queue up behind it. Idea: work goes into bounded queues; then the thread
/// tries to become the owner by one compare-and-swap. Who wins drains the queues; who loses goes back to its own
/// work, because the owner, after it let go, looks at the queues once more. So nothing stays behind: either the
/// loser's swap saw the owner, and the owner's last look comes after it and sees the work; or the swap wins.
/// </summary>
internal sealed class PeerOwner
{
    private readonly Peer _peer;
    private readonly IStateMachine _machine;
    private readonly SessionClock _clock;
    private readonly BoundedRing<StateReading> _readings = new(Limits.QueuedReadingsMax);
    private int _owned;
    private int _ownerThread;
    private volatile bool _isStopped;
    private long _nextTick;
    private int _isTickWanted;

    public PeerOwner(Peer peer, IStateMachine machine, SessionClock clock, SubmissionQueue submissions)
    {
        _peer = peer;
        _machine = machine;
        _clock = clock;
        Submissions = submissions;
        _nextTick = clock.Now().Value;
    }

    /// <summary>Datagrams for the peer.</summary>
    public Inbox Inbox { get; } = new();

    /// <summary>Own actions for the peer.</summary>
    public SubmissionQueue Submissions { get; }

    /// <summary>When the peer wants its next tick.</summary>
    public Micros NextTick => new(Volatile.Read(ref _nextTick));

    /// <summary>What made the session stop by itself, or null.</summary>
    public SessionFailure? Failure { get; private set; }

    /// <summary>True on the thread that owns the peer now: inside a notice.</summary>
    public bool IsOwnedHere => Volatile.Read(ref _ownerThread) == Environment.CurrentManagedThreadId;

    /// <summary>Called once, by the owner, when the session stops by itself.</summary>
    public event Action<SessionFailure>? Failed;

    /// <summary>Any thread: queues a reading; false when too many wait.</summary>
    public bool TryAdd(StateReading reading) => _readings.TryAdd(reading, out _);

    /// <summary>Any thread: from now on the peer gets nothing any more, and who waits for it is told.</summary>
    public void Stop() => _isStopped = true;

    /// <summary>The clock's thread: the next tick is due.</summary>
    public void RunTick()
    {
        Volatile.Write(ref _isTickWanted, 1);
        Run();
    }

    /// <summary>Any thread that brought work: does all there is, unless another thread is at it.</summary>
    public void Run()
    {
        do
        {
            if (Interlocked.CompareExchange(ref _owned, 1, 0) != 0)
            {
                return;
            }

            Volatile.Write(ref _ownerThread, Environment.CurrentManagedThreadId);
            OwnTurn();
            Volatile.Write(ref _ownerThread, 0);
            Interlocked.Exchange(ref _owned, 0);
        }
        while (HasWork());
    }

    private bool HasWork() =>
        _readings.HasItem
        || Submissions.HasNew
        || (!_isStopped && (Inbox.HasItem || Volatile.Read(ref _isTickWanted) != 0));

    private void OwnTurn()
    {
        if (_isStopped)
        {
            Submissions.AbandonAll();
            AnswerReadings();
            return;
        }

        try
        {
            Turn();
        }
        catch (Exception failure)
        {
            Fail(failure);
        }
    }

    private void Turn()
    {
        Volatile.Write(ref _isTickWanted, 0);
        Micros now = _clock.Now();
        for (int i = 0; i < Limits.DatagramsPerTurn && Inbox.TryTake(out ScreenedDatagram datagram); i++)
        {
            _peer.Receive(datagram, now);
            Inbox.Return(datagram);
        }

        Submissions.MoveTo(_peer, now);
        Volatile.Write(ref _nextTick, _peer.Tick(now).Value);
        AnswerReadings();
    }

    private void AnswerReadings()
    {
        while (_readings.TryTake(out StateReading reading))
        {
            if (Failure is { } failure)
            {
                reading.Fail(new InvalidOperationException(failure.Message, failure.Cause));
            }
            else
            {
                reading.Run(_machine);
            }
        }
    }

    private void Fail(Exception cause)
    {
        Failure = new SessionFailure(cause);
        _isStopped = true;
        Submissions.AbandonAll();
        Failed?.Invoke(Failure);
    }
}
