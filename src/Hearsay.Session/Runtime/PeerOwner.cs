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
/// <remarks>
/// Only the session's own threads run the peer, and only while the session runs: so when they have left, nobody uses
/// it. Other threads answer readings before and after.
/// </remarks>
internal sealed class PeerOwner
{
    private readonly Peer _peer;
    private readonly IStateMachine _machine;
    private readonly SessionClock _clock;
    private readonly BoundedRing<StateReading> _readings = new(Limits.QueuedReadingsMax);
    private readonly SessionLife _life;
    private int _owned;
    private int _ownerThread;
    private long _nextTick;
    private int _isTickWanted;

    public PeerOwner(
        Peer peer, IStateMachine machine, SessionClock clock, SubmissionQueue submissions, SessionLife life)
    {
        _peer = peer;
        _machine = machine;
        _clock = clock;
        _life = life;
        Submissions = submissions;
        _nextTick = clock.Now().Value;
    }

    /// <summary>Datagrams for the peer.</summary>
    public Inbox Inbox { get; } = new();

    /// <summary>Own actions for the peer.</summary>
    public SubmissionQueue Submissions { get; }

    /// <summary>When the peer wants its next tick.</summary>
    public Micros NextTick => new(Volatile.Read(ref _nextTick));

    /// <summary>True on the thread that owns the peer now: inside a notice.</summary>
    public bool IsOwnedHere => Volatile.Read(ref _ownerThread) == Environment.CurrentManagedThreadId;

    /// <summary>Any thread: the session's time.</summary>
    public Micros Now() => _clock.Now();

    /// <summary>Any thread: queues a reading; false when too many wait.</summary>
    public bool TryAdd(StateReading reading) => _readings.TryAdd(reading, out _);

    /// <summary>The clock's thread: the next tick is due.</summary>
    public void RunTick()
    {
        Volatile.Write(ref _isTickWanted, 1);
        Run();
    }

    /// <summary>
    /// A thread of the session that brought work: does all there is, unless another thread is at it. What the peer, the
    /// game's code or a handler throws fails the session.
    /// </summary>
    public void Run() => Run(isOfTheSession: true);

    /// <summary>
    /// Any thread, before the session runs and after it stopped: answers readings, and tells who waits for an action of
    /// a stopped session that nothing comes of it.
    /// </summary>
    public void Answer() => Run(isOfTheSession: false);

    private void Run(bool isOfTheSession)
    {
        do
        {
            if (Interlocked.CompareExchange(ref _owned, 1, 0) != 0)
            {
                return;
            }

            Volatile.Write(ref _ownerThread, Environment.CurrentManagedThreadId);
            try
            {
                OwnTurn(isOfTheSession);
            }
            catch (Exception cause)
            {
                _life.FailTurn(cause); // before it lets go: nobody goes on with a peer that stopped half way
            }

            Volatile.Write(ref _ownerThread, 0);
            Interlocked.Exchange(ref _owned, 0);
        }
        while (HasWork(isOfTheSession));
    }

    private bool HasWork(bool isOfTheSession)
    {
        if (_readings.HasItem)
        {
            return true;
        }

        if (_life.IsStopped)
        {
            return Submissions.HasAny;
        }

        return isOfTheSession && (Submissions.HasNew || Inbox.HasItem || Volatile.Read(ref _isTickWanted) != 0);
    }

    private void OwnTurn(bool isOfTheSession)
    {
        if (_life.IsStopped)
        {
            Submissions.AbandonAll();
        }
        else if (isOfTheSession)
        {
            Turn();
        }

        AnswerReadings();
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
    }

    private void AnswerReadings()
    {
        while (_readings.TryTake(out StateReading reading))
        {
            if (_life.Failure is { } failure)
            {
                reading.Fail(new InvalidOperationException(failure.Message, failure.Cause));
            }
            else
            {
                reading.Run(_machine);
            }
        }
    }
}
