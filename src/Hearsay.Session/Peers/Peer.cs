using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Session;

/// <summary>
/// One member of a session without threads, clock or sockets: datagrams, actions and the time go in; datagrams and
/// notices come out through <see cref="IPeerOutput"/>. The same calls give the same results, so a whole session runs
/// in one thread under virtual time. One thread at a time. In steady state it allocates nothing.
/// </summary>
public sealed class Peer
{
    private readonly IPeerOutput _output;
    private readonly GossipEngine _engine;
    private readonly ActionApplier _applier;
    private readonly OwnActions _own = new();
    private readonly OrderDigest _order;
    private readonly DigestHistory _digests = new();
    private readonly OrderedRound _round = new();
    private readonly int _digestEveryRounds;

    /// <summary>Starts the member's part of an epoch.</summary>
    /// <param name="setup">The epoch and this member's part in it.</param>
    /// <param name="machine">The state at the beginning of the epoch; from now on only this peer changes it.</param>
    /// <param name="output">Where datagrams and notices go.</param>
    /// <param name="now">The time; later calls never give an earlier one.</param>
    public Peer(PeerSetup setup, IStateMachine machine, IPeerOutput output, Micros now)
    {
        Setup = setup;
        _output = output;
        _applier = new ActionApplier(machine, new ActionLedger(setup.Epoch.Roster.Count, setup.Constitution));
        _order = new OrderDigest(setup.Epoch.Id);
        _digestEveryRounds = Math.Max(1, setup.DigestEveryRounds);
        GossipSetup gossip = new()
        {
            EpochId = setup.Epoch.Id,
            Roster = setup.Epoch.Roster,
            Self = setup.Self,
            Signer = setup.Signer,
            Screen = setup.Screen,
            Options = setup.Gossip with { HeartbeatMs = setup.Constitution.HeartbeatMs },
            GraphOptions = setup.GraphOptions,
            FirstActionNumber = setup.FirstActionNumber,
            Resume = setup.Resume,
        };
        _engine = new GossipEngine(gossip, new GossipToPeer(output, setup.Journal), now);
    }

    /// <summary>What the peer was made for.</summary>
    public PeerSetup Setup { get; }

    /// <summary>The gossip below, to look at.</summary>
    public GossipEngine Gossip => _engine;

    /// <summary>The last round applied; 0 before the first.</summary>
    public Round LastRound { get; private set; }

    /// <summary>The session's clock: the time of <see cref="LastRound"/>.</summary>
    public SessionTime Time { get; private set; }

    /// <summary>The digest of the whole order so far.</summary>
    public EventHash OrderDigest => _order.Value;

    /// <summary>Own actions submitted and not final yet.</summary>
    public int PendingActions => _own.Count;

    /// <summary>What became of all members' ordered actions so far.</summary>
    public ActionTally Actions { get; private set; }

    /// <summary>False while a resuming peer waits for the others to say which of its events they have.</summary>
    public bool IsReady => _engine.IsReady;

    /// <summary>
    /// Replays a record of the journal: the same rounds are applied and told as when it was live, nothing is sent.
    /// Events in the order in which they were written, before the first <see cref="Tick"/>, on the state at the
    /// beginning of the epoch. Own actions among them are not told as final again; new ones are numbered behind them.
    /// </summary>
    /// <returns>False when the bytes are not an event of this epoch whose parents came before it.</returns>
    public bool Restore(ReadOnlySpan<byte> record, Micros now)
    {
        bool isRestored = _engine.Restore(record, now);
        ApplyRounds(now);
        return isRestored;
    }

    /// <summary>Takes a screened datagram.</summary>
    public void Receive(ScreenedDatagram datagram, Micros now)
    {
        _engine.Receive(datagram, now);
        ApplyRounds(now);
    }

    /// <summary>Submits an own action. It is final when <see cref="IPeerOutput.OwnActionFinal"/> says so.</summary>
    /// <param name="action">1 to 512 bytes.</param>
    /// <param name="now">The time.</param>
    /// <param name="number">The action's number when accepted: as a rule the last accepted one's plus one.</param>
    /// <returns>
    /// Anything but <see cref="SubmitOutcome.Accepted"/> changes nothing; <see cref="SubmitOutcome.QueueFull"/> also
    /// when <see cref="Limits.PendingActionsMax"/> own actions are pending.
    /// </returns>
    public SubmitOutcome Submit(ReadOnlySpan<byte> action, Micros now, out long number)
    {
        number = 0;
        if (_own.IsFull)
        {
            return SubmitOutcome.QueueFull;
        }

        SubmitOutcome outcome = _engine.Submit(action, now, out number);
        if (outcome == SubmitOutcome.Accepted)
        {
            _own.Add(number, now);
        }

        return outcome;
    }

    /// <summary>Does what is due.</summary>
    /// <returns>When to be called next; also to be called after datagrams and actions.</returns>
    public Micros Tick(Micros now)
    {
        Micros next = _engine.Tick(now);
        ApplyRounds(now);
        return next;
    }

    /// <summary>
    /// The digest of the state after <see cref="LastRound"/>: SHA-256 of what the session remembers of each member's
    /// actions (see README) and the state machine's own digest.
    /// </summary>
    public StateDigest StateDigest() => _applier.Digest();

    /// <summary>
    /// The digests after a round, for comparing peers; false for a round that is not decided, or was decided more than
    /// <see cref="Limits.DigestHistoryRounds"/> rounds ago.
    /// </summary>
    public bool TryGetDigests(Round round, out RoundDigests digests) => _digests.TryGet(round, out digests);

    private void ApplyRounds(Micros now)
    {
        while (_engine.TryTakeRound(_round))
        {
            ApplyRound(now);
        }
    }

    private void ApplyRound(Micros now)
    {
        _applier.BeginRound();
        foreach (ref readonly OrderedEvent next in _round.Events)
        {
            ApplyEvent(next, now);
        }

        _applier.EndRound(_round.Time);
        _order.Add(_round);
        LastRound = _round.Round;
        Time = new SessionTime(_round.Time.Value);
        Actions += _applier.Tally;

        bool isDigestDue = LastRound.Number % _digestEveryRounds == 0;
        RoundDigests digests = new(LastRound, _order.Value, isDigestDue ? _applier.Digest() : null);
        _digests.Add(digests);
        _output.RoundDecided(new DecidedRound(_round, digests, _applier.Tally));
    }

    // All actions of an event have the event's timestamp. Timestamps increase along the order, but may lie before the
    // time of the round before: that is when its judges were made, which is later than what they received.
    private void ApplyEvent(in OrderedEvent next, Micros now)
    {
        PayloadReader payload = _engine.PayloadOf(next);
        while (payload.TryRead(out PayloadEntry entry))
        {
            if (entry.Kind != EntryKind.Action)
            {
                continue;
            }

            (ActionVerdict verdict, ushort reason) = _applier.Apply(next.Creator, entry, next.Timestamp);
            if (next.Creator == Setup.Self && verdict != ActionVerdict.Unknown)
            {
                TellFinal(entry.ActionNumber, verdict, reason, now);
            }
        }
    }

    // An own number that was passed over can only be lost to a branch of our own key: its fate is not known.
    private void TellFinal(long number, ActionVerdict verdict, ushort reason, Micros now)
    {
        while (_own.TryTakeUpTo(number, out long taken, out Micros submittedAt))
        {
            bool isThis = taken == number;
            _output.OwnActionFinal(new FinalAction(
                taken, isThis ? verdict : ActionVerdict.Unknown, isThis ? reason : (ushort)0, submittedAt, now));
        }
    }

    private sealed class GossipToPeer(IPeerOutput output, IJournal journal) : IGossipOutput
    {
        public void Send(MemberIndex to, ReadOnlySpan<byte> datagram) => output.Send(to, datagram);

        public void OwnEvent(ReadOnlySpan<byte> eventBytes) => journal.OwnEvent(eventBytes);

        public void AcceptedEvent(ReadOnlySpan<byte> eventBytes) => journal.AcceptedEvent(eventBytes);

        public void ParentHashes(ReadOnlySpan<byte> record) => journal.ParentHashes(record);

        public void BranchProven(MemberIndex member, ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) =>
            output.BranchProven(member, one, other);
    }
}
