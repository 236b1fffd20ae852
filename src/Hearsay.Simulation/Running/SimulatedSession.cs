using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// Runs one session in virtual time, on the calling thread: with faults until it is healed, then without. The promises
/// are watched all the time; the run ends early, within the second, when one is broken.
/// </summary>
public sealed class SimulatedSession : IDisposable
{
    private const long SecondMicros = 1_000_000;
    private const int SwarmPpm = 500_000;

    private readonly Stage _stage;
    private readonly List<Fault> _faults;
    private readonly List<Adversary> _adversaries;
    private readonly PrefixAgreement _agreement;
    private readonly Liveness _liveness;
    private readonly HonestChains _chains;
    private readonly FinalityMeter _finality;
    private readonly TraceHash _hash;
    private readonly SessionTrace? _trace;

    private SimulatedSession(SimulationPlan plan)
    {
        Dice dice = new(plan.Seed, "cast");
        SortedDictionary<int, Adversary> cast = Cast(plan, dice);
        _adversaries = [.. cast.Values];
        _faults = plan.Twins
            ? [new TwinPartitions(plan.Seed)]
            : [.. FaultsOf(plan, dice).Select(FaultCatalogue.Create)];
        _stage = new Stage(plan, cast);
        _agreement = new PrefixAgreement(_stage);
        _liveness = new Liveness(_stage);
        _finality = new FinalityMeter(_stage);
        _hash = new TraceHash(_stage);
        _trace = plan.Traces ? new SessionTrace(_stage) : null;
        _chains = new HonestChains(_stage, _faults.Any(fault => fault.LosesDisks));
        _stage.Watch(_trace is null ? [] : [_trace.Watcher]);

        _stage.Watch(
        [
            _hash, _finality, _agreement, _liveness, new StateAgreement(_stage), new FinalActions(_stage),
            _chains, new HonestTimes(_stage, _chains), new Bounds(_stage, plan.Gossip),
        ]);
    }

    /// <summary>Runs the plan to its end, or to the first violation.</summary>
    public static SimulationOutcome Run(SimulationPlan plan)
    {
        using SimulatedSession session = new(plan);
        session.SetUp();
        string? inconclusive = session.Play();
        return session.Outcome(inconclusive);
    }

    /// <summary>Frees what the session holds.</summary>
    public void Dispose() => _stage.Dispose();

    /// <summary>The faults of a seed: all that are named, or a random half of them at least one.</summary>
    private static List<string> FaultsOf(SimulationPlan plan, Dice dice)
    {
        List<string> chosen = [.. plan.Faults.Where(_ => plan.EveryFault || dice.Chance(SwarmPpm))];
        return chosen.Count > 0 || plan.Faults.Count == 0 ? chosen : [dice.Pick(plan.Faults)];
    }

    private static SortedDictionary<int, Adversary> Cast(SimulationPlan plan, Dice dice)
    {
        SortedDictionary<int, Adversary> cast = [];
        if (plan.Twins)
        {
            cast.Add(0, new TwinsAdversary(faces: 2));
            return cast;
        }

        foreach (int member in dice.Choose(plan.Adversaries, plan.Members))
        {
            cast.Add(member, AdversaryCatalogue.Create(dice.Pick(plan.Strategies)));
        }

        return cast;
    }

    private void SetUp()
    {
        SimulationPlan plan = _stage.Plan;
        DelayMap.Apply(_stage.Network, plan.Geography, plan.Seed, [.. _stage.Hosts.Select(host => host.Member.Value)]);
        foreach ((_, _, LinkState link) in _stage.Network.Links)
        {
            link.LossPpm = plan.LossPpm;
        }

        _stage.Network.RememberCalm();
        foreach (Host host in _stage.Hosts)
        {
            host.KeepsJournal = host.IsHonest && _faults.Any(fault => fault.Crashes);
        }

        foreach (Fault fault in _faults)
        {
            fault.Enter(_stage);
            fault.Begin();
        }

        foreach (Host host in _stage.Hosts)
        {
            host.Start();
        }

        _adversaries.ForEach(adversary => adversary.Begin());
        new Play(_stage).Begin();
        _stage.Agenda.At(plan.Seconds * SecondMicros / 10, CrashForGood);
    }

    private void CrashForGood()
    {
        foreach (Host host in _stage.Honest.TakeLast(_stage.Plan.CrashedForGood))
        {
            _stage.GoneForGood.Add(host.Member.Value);
            host.Crash();
        }
    }

    /// <summary>Lets the session happen; returns why it is inconclusive, if it is.</summary>
    private string? Play()
    {
        SimulationPlan plan = _stage.Plan;
        long stepsMax = (long)Limits.StepsPerPairAndSMax * _stage.Hosts.Count * _stage.Hosts.Count;
        _stage.Agenda.At(plan.HealAtMicros, Heal);
        for (int second = 1; second <= plan.Seconds && _stage.Violations.Count == 0; second++)
        {
            long steps = 0;
            while (_stage.Agenda.TryStep(second * SecondMicros))
            {
                if (++steps > stepsMax)
                {
                    return $"more than {stepsMax} steps in one virtual second";
                }
            }

            _stage.Tell(watcher => watcher.Second());
        }

        _stage.Tell(watcher => watcher.Ended());
        return _agreement.Rounds == 0 ? "no round was decided"
            : _finality.Micros.Count == 0 ? "no action became final"
            : _liveness.HasJudged ? null
            : "the session ended before liveness could be judged";
    }

    private void Heal()
    {
        _faults.ForEach(fault => fault.End());
        _stage.Heal();
        foreach (Host host in _stage.Hosts.Where(host => !_stage.StaysDown(host)))
        {
            host.Disk.IsFull = false;
            host.Restart();
        }
    }

    private SimulationOutcome Outcome(string? inconclusive) => new()
    {
        Plan = _stage.Plan,
        Violations = _stage.Violations,
        Inconclusive = _stage.Violations.Count == 0 ? inconclusive : null,
        Faults = [.. _faults.Select(fault => (fault.Name, fault.Acts))],
        Adversaries = [.. _adversaries.Select(adversary => (adversary.Name, adversary.Acts))],
        VirtualMicros = _stage.Agenda.NowMicros,
        Events = _stage.Honest
            .Where(host => host.IsUp)
            .Select(host => host.Peer.Gossip.Counters.EventsInserted)
            .DefaultIfEmpty()
            .Max(),
        Rounds = _agreement.Rounds,
        UnlearnableBranches = _chains.UnlearnableBranches,
        FinalityMicros = _finality.Micros,
        MeanDelayMicros = _stage.Network.MeanCalmDelayMicros(),
        Fates = _stage.Network.Fates,
        Refusals = [.. Enum.GetValues<RefusalReason>().Select(r => (r, Refused(r))).Where(pair => pair.Item2 > 0)],
        BusiestShare = _stage.Honest.Max(host => host.Processor.BusyMicros) / (double)_stage.Agenda.NowMicros,
        EventsRequested = _stage.Honest
            .Where(host => host.IsUp)
            .Sum(host => host.Peer.Gossip.Counters.EventsRequested),
        PlacesLookedAt = _stage.Honest
            .Where(host => host.IsUp)
            .Sum(host => host.Peer.Gossip.Counters.PlacesLookedAt),
        TraceHash = _hash.Value,
        Trace = _trace,
    };

    private long Refused(RefusalReason reason) =>
        _stage.Honest.Where(host => host.IsUp).Sum(
            host => host.Screen.Refusals.Total(reason) + host.Peer.Gossip.Refusals.Total(reason));
}
