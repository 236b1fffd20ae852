using Hearsay.Hashgraph;
using Hearsay.Session;

namespace Hearsay.Simulation;

/// <summary>
/// Within <see cref="Limits.LivenessBoundS"/> after healing every honest peer is where the most advanced one was when
/// the faults ended, and from then on every action of an honest member is final within that bound.
/// </summary>
/// <remarks>
/// Who lost its disk is held to the same bound: it must have its own events back, and the whole order. Only a member
/// that cannot go on without a branch (<see cref="LostEvents"/>) is promised nothing.
/// </remarks>
internal sealed class Liveness(Stage stage) : SessionWatcher
{
    private const long BoundMicros = Limits.LivenessBoundS * 1_000_000L;

    private readonly SortedDictionary<(int Node, long Number), long> _pending = [];
    private readonly HashSet<int> _reported = [];
    private long _healedMicros = long.MaxValue / 2;
    private Round _toReach;
    private bool _isRoundChecked;

    /// <summary>True once the bound after healing has passed, so that the checker could judge.</summary>
    public bool HasJudged => _isRoundChecked;

    public override void Submitted(Host host, long actionNumber)
    {
        if (host.IsHonest)
        {
            _pending[(host.Node, actionNumber)] = stage.Agenda.NowMicros;
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
        _toReach = new Round(1 + stage.Honest
            .Where(host => host.IsUp)
            .Select(host => host.Peer.LastRound.Number)
            .DefaultIfEmpty()
            .Max());
    }

    public override void Second()
    {
        long now = stage.Agenda.NowMicros;
        if (now <= _healedMicros + BoundMicros)
        {
            return;
        }

        if (!_isRoundChecked)
        {
            _isRoundChecked = true;
            CheckRounds();
        }

        foreach (((int node, long number), long submitted) in _pending)
        {
            bool isLate = Math.Max(submitted, _healedMicros) + BoundMicros < now;
            if (isLate && stage.IsPromisedLiveness(stage.Hosts[node]) && _reported.Add(node))
            {
                stage.Violate(
                    "liveness",
                    $"action {number} of {stage.Hosts[node].Name} is not final "
                    + $"{Limits.LivenessBoundS} s after it should "
                    + $"(submitted at {submitted / 1_000} ms, healed at {_healedMicros / 1_000} ms)");
            }
        }
    }

    private void CheckRounds()
    {
        foreach (Host host in stage.Honest.Where(stage.IsPromisedLiveness))
        {
            if (!host.IsUp || host.Peer.LastRound < _toReach)
            {
                string round = host.IsUp ? $"is at round {host.Peer.LastRound.Number}" : "is down";
                stage.Violate(
                    "liveness",
                    $"{host.Name} {round}, not at {_toReach.Number}, {Limits.LivenessBoundS} s after healing");
            }
        }
    }
}
