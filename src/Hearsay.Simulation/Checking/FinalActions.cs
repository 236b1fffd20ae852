using Hearsay.Session;

namespace Hearsay.Simulation;

/// <summary>
/// An action that a member was told is final is in every honest member's history, exactly once, with the same outcome;
/// and no member's action is ever applied twice or out of its sequence.
/// </summary>
/// <remarks>
/// "Every" is checked at the end, for the peers that got as far as the one that reported it; that they get there is
/// liveness, which has its own checker.
/// </remarks>
internal sealed class FinalActions : SessionWatcher
{
    private readonly Stage _stage;
    private readonly List<ActionOutcome?>[,] _histories;
    private readonly Dictionary<(int Member, long Number), (Host By, FinalAction Action, int Round)> _reported = [];

    public FinalActions(Stage stage)
    {
        _stage = stage;
        _histories = new List<ActionOutcome?>[stage.Hosts.Count, stage.Plan.Members];
        foreach (Host host in stage.Hosts)
        {
            Forget(host);
        }
    }

    /// <summary>Actions that were reported as final.</summary>
    public int Reported => _reported.Count;

    public override void Started(Host host, bool hasDisk) => Forget(host);

    public override void Applied(Host host, in OrderedAction action, ActionOutcome outcome)
    {
        if (!host.IsHonest || action.Number > int.MaxValue / 2)
        {
            return;
        }

        List<ActionOutcome?> history = _histories[host.Node, action.Member.Value];
        int place = (int)Math.Min(action.Number, Limits.JournalEventsMax);
        if (place < history.Count)
        {
            _stage.Violate(
                "exactly once",
                $"{host.Name} applied action {action.Number} of m{action.Member.Value} "
                + $"after {history.Count - 1} of them");
            return;
        }

        while (history.Count < place)
        {
            history.Add(null);
        }

        history.Add(outcome);
    }

    public override void Final(Host host, in FinalAction action)
    {
        if (!host.IsHonest || action.Verdict is not (ActionVerdict.Applied or ActionVerdict.Rejected))
        {
            return;
        }

        if (!_reported.TryAdd((host.Member.Value, action.Number), (host, action, host.Peer.LastRound.Number + 1)))
        {
            _stage.Violate("exactly once", $"{host.Name} was told twice that its action {action.Number} is final");
        }
    }

    public override void Ended()
    {
        foreach (((int member, long number), (Host by, FinalAction action, int round)) in _reported)
        {
            foreach (Host host in _stage.Honest.Where(h => h.IsUp && h.Peer.LastRound.Number >= round))
            {
                Require(host, member, number, action, by);
            }
        }
    }

    private void Require(Host host, int member, long number, in FinalAction action, Host by)
    {
        List<ActionOutcome?> history = _histories[host.Node, member];
        ActionOutcome? outcome = number < history.Count ? history[(int)number] : null;
        if (outcome is null)
        {
            _stage.Violate("final", $"{host.Name} never applied action {number} of m{member}, final at {by.Name}");
        }
        else if (outcome.Value.IsApplied != (action.Verdict == ActionVerdict.Applied)
            || outcome.Value.Reason != action.Reason)
        {
            _stage.Violate("final", $"{host.Name} has another outcome of action {number} of m{member} than {by.Name}");
        }
    }

    private void Forget(Host host)
    {
        for (int member = 0; member < _stage.Plan.Members; member++)
        {
            _histories[host.Node, member] = [null];
        }
    }
}
