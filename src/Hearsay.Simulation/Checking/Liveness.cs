using Hearsay.Hashgraph;
using Hearsay.Session;

namespace Hearsay.Simulation;

/// <summary>
/// After healing every honest peer gets, within <see cref="Limits.LivenessBoundS"/>, to where the most advanced one is,
/// and every action of an honest member is final within that bound.
/// </summary>
/// <remarks>
/// A session with nothing to order falls silent, so a new round is due only when an action of an honest member was.
/// Who lost its disk is held to the same bound: it must have its own events back, and the whole order. Only a member
/// that cannot go on without a branch (<see cref="LostEvents"/>) is promised nothing.
/// </remarks>
internal sealed class Liveness(Stage stage) : SessionWatcher
{
    private const long BoundMicros = Limits.LivenessBoundS * 1_000_000L;

    private readonly SortedDictionary<(int Node, long Number), long> _pending = [];
    private readonly HashSet<int> _late = [];
    private readonly HashSet<int> _behind = [];
    private readonly Queue<int> _highest = [];
    private long _healedMicros = long.MaxValue / 2;
    private bool _hadWork;

    /// <summary>True once the bound after healing has passed, so that the checker could judge.</summary>
    public bool HasJudged { get; private set; }

    public override void Submitted(Host host, long actionNumber)
    {
        if (host.IsHonest)
        {
            long now = stage.Agenda.NowMicros;
            _pending[(host.Node, actionNumber)] = now;
            _hadWork |= now >= _healedMicros && now <= _healedMicros + (BoundMicros / 2);
        }
    }

    public override void Final(Host host, in FinalAction action) => _pending.Remove((host.Node, action.Number));

    public override void Crashed(Host host)
    {
        foreach ((int, long) lost in _pending.Keys.Where(key => key.Node == host.Node).ToArray())
        {
            _pending.Remove(lost);
        }
    }

    public override void Healed()
    {
        _healedMicros = stage.Agenda.NowMicros;
        _hadWork = _pending.Count > 0;
        _highest.Enqueue(HighestRound());
    }

    public override void Second()
    {
        long now = stage.Agenda.NowMicros;
        if (now <= _healedMicros)
        {
            return;
        }

        _highest.Enqueue(HighestRound());
        if (now <= _healedMicros + BoundMicros)
        {
            return;
        }

        CheckRounds(new Round(_highest.Dequeue() + (_hadWork && !HasJudged ? 1 : 0)));
        CheckActions(now);
        HasJudged = true;
    }

    private int HighestRound() => stage.Honest
        .Where(host => host.IsUp)
        .Select(host => host.Peer.LastRound.Number)
        .DefaultIfEmpty()
        .Max();

    private void CheckActions(long now)
    {
        foreach (((int node, long number), long submitted) in _pending)
        {
            bool isLate = Math.Max(submitted, _healedMicros) + BoundMicros < now;
            if (isLate && stage.IsPromisedLiveness(stage.Hosts[node]) && _late.Add(node))
            {
                stage.Violate(
                    "liveness",
                    $"action {number} of {stage.Hosts[node].Name} is not final "
                    + $"{Limits.LivenessBoundS} s after it should "
                    + $"(submitted at {submitted / 1_000} ms, healed at {_healedMicros / 1_000} ms)");
            }
        }
    }

    private void CheckRounds(Round toReach)
    {
        foreach (Host host in stage.Honest.Where(stage.IsPromisedLiveness))
        {
            if ((!host.IsUp || host.Peer.LastRound < toReach) && _behind.Add(host.Node))
            {
                string round = host.IsUp ? $"is at round {host.Peer.LastRound.Number}" : "is down";
                stage.Violate(
                    "liveness",
                    $"{host.Name} {round}, not at {toReach.Number}, due for {Limits.LivenessBoundS} s");
            }
        }
    }
}
