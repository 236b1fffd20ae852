using System.Buffers;
using Hearsay.Gossip;
using Hearsay.Hashgraph;
using Hearsay.Session;

namespace Hearsay.Simulation;

/// <summary>
/// All members of a session but one, as one machine: a <see cref="CrowdModel"/> whose events are real (encoded, signed)
/// and that speaks the wire protocol with a real peer, which cannot tell it from so many others. Datagrams to the peer
/// come out when they would arrive there; those from the peer take their time to the member they were sent to. No I/O
/// and no clock of its own; one thread at a time. Times are microseconds since <see cref="CrowdOptions.EpochMicros"/>
/// and never decrease.
/// </summary>
public sealed class LiveCrowd
{
    // Then it looks at datagrams again: a crowd that is behind must not let the peer wait.
    private const int EventsPerRun = 16;

    private const int MostAheadMicros = 5_000;

    private readonly SigningMint _mint;
    private readonly CrowdModel _model;
    private readonly CrowdReplica _replica;
    private readonly CrowdMouth _mouth;
    private readonly CrowdEar _ear;
    private readonly OrderedRound _round = new();

    /// <summary>A crowd at the beginning of an epoch.</summary>
    public LiveCrowd(LiveCrowdSetup setup, ICrowdWire wire)
    {
        _mint = new SigningMint(setup);
        _model = new CrowdModel(setup.Options with { TellsDecisions = false }, _mint);
        _replica = new CrowdReplica(setup, _mint);
        MemberLine[] lines = new MemberLine[setup.Options.Members];
        _mouth = new CrowdMouth(setup, _model, _mint, lines, wire);
        _ear = new CrowdEar(setup, _model, _mint, lines, _mouth);
    }

    /// <summary>Where the members are.</summary>
    public CrowdGeography Geography => _model.Geography;

    /// <summary>
    /// How much later than planned datagrams were delivered to the peer: zero unless the caller is slow.
    /// </summary>
    public LatencyHistogram Lateness => _mouth.Lateness;

    /// <summary>Begins to measure lateness anew.</summary>
    public void ForgetLateness() => _mouth.ForgetLateness();

    /// <summary>Told of each action in an event: creator, sequence, when it was submitted.</summary>
    public event Action<MemberIndex, Sequence, long>? ActionSent;

    /// <summary>The digests after the last round of which the state's was taken.</summary>
    public RoundDigests Digests => _replica.Digests;

    /// <summary>The last round applied.</summary>
    public Round LastRound => _replica.LastRound;

    /// <summary>What became of all actions, the peer's included.</summary>
    public ActionTally Actions => _replica.Tally;

    /// <summary>Actions that the crowd's members put into events.</summary>
    public long ActionsSent => _mint.Actions;

    /// <summary>Events that the peer outside got in answer to requests and frontiers.</summary>
    public long EventsServed => _ear.EventsServed;

    /// <summary>Events of all members.</summary>
    public long Events => _model.Events.Next;

    /// <summary>
    /// A datagram of the peer outside to a member was received now; for a crowd that is behind, as soon as it gets
    /// there.
    /// </summary>
    public void Receive(MemberIndex to, ReadOnlySpan<byte> datagram, long now) =>
        _ear.Receive(to, datagram, Math.Min(now, _model.NowMicros + MostAheadMicros));

    /// <summary>Does all that is due; returns when there is something to do again at the latest.</summary>
    public long Run(long now)
    {
        long untilMessages = _ear.Run(now);
        int created = 0;
        while (created++ < EventsPerRun && _model.TryCreate(now, out long number))
        {
            ref CrowdEvent sent = ref _model.Events[number];
            _mouth.Push(number);
            for (int i = 0; i < sent.ActionCount; i++)
            {
                ActionSent?.Invoke(
                    new MemberIndex(sent.Creator),
                    new Sequence(sent.Sequence),
                    _model.Actions.SubmittedAt(sent.FirstAction + i));
            }
        }

        TakeRounds();
        return Math.Min(Math.Min(untilMessages, _mouth.Run(now)), _model.NextDue);
    }

    /// <summary>From now on the members submit no actions; those that wait are still sent.</summary>
    public void StopActions() => _model.Actions.Stop(_model.NowMicros);

    /// <summary>Finishes what other threads do for it: call it before the signers are disposed of.</summary>
    public void Settle() => _mint.Settle();

    private void TakeRounds()
    {
        while (_model.TryTakeRound(_round))
        {
            _replica.Apply(_round);
        }

        _model.Release();
    }
}
