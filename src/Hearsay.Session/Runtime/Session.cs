using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Session;

/// <summary>
/// One member's session at work: a <see cref="Peer"/> with threads, a clock and a link. Made by
/// <see cref="SessionBuilder"/>. Thread-safe. Its events are raised on the thread that runs the peer at that moment:
/// keep handlers short, and do not wait in them for this session; to dispose it there is fine. A handler that throws
/// stops the session. No exception of a handler, the state machine, the journal or the link leaves the session's
/// threads: the first one makes it fail, see <see cref="Failed"/>.
/// </summary>
public sealed class Session : IAsyncDisposable, IDisposable
{
    private readonly SessionClock _clock;
    private readonly P256Signer _signer;
    private readonly P256Verifier _verifier;
    private readonly DatagramScreen _screen;
    private readonly Peer _peer;
    private readonly SubmissionQueue _submissions;
    private readonly SessionOutput _output;
    private readonly PeerOwner _owner;
    private readonly DatagramIntake _intake;
    private readonly OwnerClock _ownerClock;
    private readonly SessionMeter _meter;
    private readonly SessionLife _life = new();
    private readonly SessionThreads _threads;
    private readonly IStateMachine _state;
    private long _submitted;

    internal Session(SessionBuilder builder, Epoch epoch, MemberIndex self)
    {
        Genesis = builder.Genesis;
        Epoch = epoch;
        Self = self;
        _state = builder.State;
        _clock = new SessionClock(builder.Time);
        _signer = new P256Signer(builder.Key);
        _verifier = new P256Verifier(epoch.PublicKeys());
        _screen = builder.ScreenOf(epoch, self, _verifier);
        PeerSetup setup = builder.ToPeerSetup(epoch, self, _signer, _screen);
        _submissions = new SubmissionQueue(setup.FirstActionNumber);
        _output = new SessionOutput(builder.Link, _clock, _submissions, _life);
        _peer = new Peer(setup, new TimedStateMachine(_state, _output.Tally.StateTicks), _output, _clock.Now());
        _owner = new PeerOwner(_peer, _state, _clock, _submissions, _life);
        RosterPlace place = new(self, epoch.Roster.Count);
        _intake = new DatagramIntake(builder.Link, _screen, _owner.Inbox, _output.Traffic, place);
        _ownerClock = new OwnerClock(_owner, _clock, _life);
        string name = epoch.Members[self.Value].Name;
        _meter = new SessionMeter(name, Statistics, RefusalsOf);
        _output.Meter = _meter;
        ReceiveWorker[] workers = [.. Enumerable.Range(0, builder.Options.ReceiveWorkers).Select(
            _ => new ReceiveWorker(builder.Link, _intake, _owner, _ownerClock, _life))];
        _threads = new SessionThreads(name, _life, builder.Link, _ownerClock, workers);
        _threads.Left += End;
    }

    /// <summary>A round was decided and applied. The round's events are valid during the call only.</summary>
    public event Action<DecidedRound>? RoundDecided
    {
        add => _output.Round += value;
        remove => _output.Round -= value;
    }

    /// <summary>An own action is final; the notice that allocates nothing.</summary>
    public event Action<FinalAction>? ActionFinal
    {
        add => _output.ActionFinal += value;
        remove => _output.ActionFinal -= value;
    }

    /// <summary>
    /// A member was proven to have branched: it signed two histories. Each peer learns that in its own time; what
    /// follows from it for the order comes later, as <see cref="MemberConvicted"/>.
    /// </summary>
    public event Action<MemberIndex>? MemberBranched
    {
        add => _output.Branched += value;
        remove => _output.Branched -= value;
    }

    /// <summary>
    /// A round convicted a member: the order knows of its branch, and receives nothing more of it. For the same round
    /// on every peer, right before its <see cref="RoundDecided"/>.
    /// </summary>
    public event Action<MemberIndex>? MemberConvicted
    {
        add => _output.Convicted += value;
        remove => _output.Convicted -= value;
    }

    /// <summary>
    /// The session stopped by itself. Once at most, and last of all: its threads have left, everything is freed,
    /// tickets and readings are complete. What a handler throws goes to <see cref="Suppressed"/>, and the others are
    /// called.
    /// </summary>
    public event Action<SessionFailure>? Failed;

    /// <summary>How the session began.</summary>
    public Genesis Genesis { get; }

    /// <summary>The epoch at work.</summary>
    public Epoch Epoch { get; }

    /// <summary>This member's place in the epoch.</summary>
    public MemberIndex Self { get; }

    /// <summary>Why the session stopped by itself, or null.</summary>
    public SessionFailure? Failure => _life.Failure;

    /// <summary>
    /// What was thrown when the session had stopped already, by handlers of <see cref="Failed"/> or by a link that was
    /// being closed: for whoever looks for a defect, nothing else comes of it. The first
    /// <see cref="Limits.SuppressedExceptionsMax"/>.
    /// </summary>
    public IReadOnlyList<Exception> Suppressed => _life.Suppressed;

    internal SessionThreads Threads => _threads;

    internal P256Signer Signer => _signer;

    internal P256Verifier Verifier => _verifier;

    /// <summary>Starts the threads.</summary>
    /// <exception cref="InvalidOperationException">The session was started or stopped before.</exception>
    public void Start()
    {
        if (!_life.TryStart())
        {
            throw new InvalidOperationException("A session is started once.");
        }

        _threads.Start();
    }

    /// <summary>Submits an action of 1 to 512 bytes; await the ticket for its result. Allocates the ticket.</summary>
    public ActionTicket Submit(ReadOnlySpan<byte> action)
    {
        ActionTicket ticket = new();
        SubmitOutcome outcome = Queue(action, ticket, out long number);
        ticket.Submitted(outcome, number);
        return ticket;
    }

    /// <summary>
    /// Submits an action without a ticket and without allocation: <see cref="ActionFinal"/> tells its result.
    /// </summary>
    /// <param name="action">1 to 512 bytes.</param>
    /// <param name="number">The action's number when accepted, else 0.</param>
    /// <returns>
    /// <see cref="SubmitOutcome.QueueFull"/>: too much is on its way, try later.
    /// <see cref="SubmitOutcome.NotReady"/>: the session is not running.
    /// </returns>
    public SubmitOutcome TrySubmit(ReadOnlySpan<byte> action, out long number) => Queue(action, null, out number);

    /// <summary>
    /// Reads the state between two rounds, on the thread that runs the peer: keep it short. After the session has
    /// stopped it reads the last state.
    /// </summary>
    /// <typeparam name="TState">The type of the builder's state.</typeparam>
    /// <typeparam name="T">What is read; nothing that the state goes on changing.</typeparam>
    /// <exception cref="InvalidOperationException">The session failed, or too many readings wait.</exception>
    public Task<T> ReadAsync<TState, T>(Func<TState, T> read)
        where TState : IStateMachine
    {
        StateReading<TState, T> reading = new(read);
        if (_owner.IsOwnedHere)
        {
            reading.Run(_state);
        }
        else if (!_owner.TryAdd(reading))
        {
            reading.Fail(new InvalidOperationException(
                $"More than {Limits.QueuedReadingsMax} readings of the state are waiting."));
        }
        else
        {
            RunOrWake();
        }

        return reading.Result;
    }

    /// <summary><see cref="ReadAsync"/>, waiting for the result.</summary>
    public T Read<TState, T>(Func<TState, T> read)
        where TState : IStateMachine => ReadAsync(read).GetAwaiter().GetResult();

    /// <summary>The digests after a round; see <see cref="Peer.TryGetDigests"/>. Null where that gives false.</summary>
    public Task<RoundDigests?> DigestsAsync(Round round) => ReadAsync<IStateMachine, RoundDigests?>(
        _ => _peer.TryGetDigests(round, out RoundDigests digests) ? digests : null);

    /// <summary>Figures so far; cheap enough to ask for every second.</summary>
    public SessionStatistics Statistics() => new()
    {
        LastRound = _peer.LastRound,
        ActionsSubmitted = Volatile.Read(ref _submitted),
        OwnActionsFinal = _output.Tally.OwnFinal,
        OwnActionsRejected = _output.Tally.OwnRejected,
        ActionsFinal = _output.Tally.ActionsFinal,
        ActionsRejected = _output.Tally.ActionsRejected,
        Rounds = _output.Tally.Rounds,
        OrderedEvents = _output.Tally.OrderedEvents,
        GraphEvents = _peer.Gossip.Counters.EventsInserted,
        UnorderedEvents = _peer.Gossip.Graph.UnreceivedEvents,
        DatagramsIn = _output.Traffic.DatagramsIn,
        BytesIn = _output.Traffic.BytesIn,
        DatagramsOut = _output.Traffic.DatagramsOut,
        BytesOut = _output.Traffic.BytesOut,
        DatagramsRefused = _output.Traffic.Refused,
        DatagramsDropped = _output.Traffic.Dropped,
        InboxNow = _owner.Inbox.Count,
        InboxMost = _owner.Inbox.MostQueued,
        SubmissionsQueued = _submissions.Count,
        Finality = Percentiles.Of(_output.Tally.Finality),
        StateTick = Percentiles.Of(_output.Tally.StateTicks),
    };

    /// <summary>A copy of the finality histogram, to be added to those of other peers.</summary>
    public LatencyHistogram FinalityHistogram() => _output.Tally.Finality.Copy();

    /// <summary>How much from the network was refused for a reason so far.</summary>
    public long RefusalsOf(RefusalReason reason) =>
        _screen.Refusals.Total(reason)
        + _peer.Gossip.Refusals.Total(reason)
        + (reason == RefusalReason.WrongSender ? _intake.WrongSenders : 0);

    /// <summary>
    /// Stops: ends the threads, closes the link, and completes pending tickets as <see cref="ActionVerdict.Unknown"/>.
    /// Returns when all that is done, also when somebody else stopped the session. Inside one of the session's events
    /// it returns at once, and what is left is done after that event; the round at work is told to its end.
    /// </summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary><see cref="Dispose"/> without blocking the caller's thread.</summary>
    public ValueTask DisposeAsync()
    {
        if (_life.Stop())
        {
            _threads.Start();
        }

        return _threads.IsOneOfThem ? ValueTask.CompletedTask : new ValueTask(_life.Ended);
    }

    private SubmitOutcome Queue(ReadOnlySpan<byte> action, ActionTicket? ticket, out long number)
    {
        number = 0;
        if (!_life.IsRunning)
        {
            return SubmitOutcome.NotReady;
        }

        SubmitOutcome outcome = _submissions.TryAdd(action, _clock.Now(), ticket, out number);
        if (outcome == SubmitOutcome.Accepted)
        {
            Interlocked.Increment(ref _submitted);
            RunOrWake();
        }

        return outcome;
    }

    // While the session runs, its own threads do the work, so that no event is raised inside a caller's Submit; a call
    // from inside a notice needs none, because the owner looks again before it lets go. Before and after nobody else is
    // there to answer.
    private void RunOrWake()
    {
        if (_owner.IsOwnedHere)
        {
            return;
        }

        // What was queued is seen by everybody before this looks at the session's life: else the thread that ends the
        // session could miss the work, and this one the end.
        Interlocked.MemoryBarrier();
        if (_life.IsRunning)
        {
            _ownerClock.Wake();
        }
        else
        {
            _owner.Answer();
        }
    }

    // On the clock's thread, the last one. Whatever throws here is kept, and the rest is done all the same.
    private void End()
    {
        _life.Guard(_owner.Answer);
        _life.Guard(_meter.Dispose);
        _life.Guard(_verifier.Dispose);
        _life.Guard(_signer.Dispose);
        _life.End();
        if (Failure is not { } failure)
        {
            return;
        }

        foreach (Action<SessionFailure> handler in Delegate.EnumerateInvocationList(Failed))
        {
            _life.Guard(() => handler(failure));
        }
    }
}
