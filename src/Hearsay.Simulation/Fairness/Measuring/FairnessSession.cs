using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// Runs one session of whole peers in virtual time and lets its members contest items. Delays are those of cities
/// around the globe, which obey the triangle inequality.
/// </summary>
internal sealed class FairnessSession : IDisposable
{
    private const int MicrosPerMs = 1_000;
    private const int HeartbeatMs = 100;

    private readonly FairnessPlan _plan;
    private readonly Stage _stage;
    private readonly RecordedGraph _graph;
    private readonly IReadOnlyList<Contest> _contests;
    private readonly IReadOnlyList<CoalitionMember> _coalition;
    private readonly int[] _liars;
    private readonly HostArbiter _arbiter;
    private readonly ContestWatch _watch;

    public FairnessSession(FairnessPlan plan)
    {
        _plan = plan;
        _liars = new Dice(plan.Seed, "liars").Choose(plan.Liars, plan.Members);
        SortedDictionary<int, Adversary> cast = [];
        foreach (int liar in _liars)
        {
            cast.Add(liar, new CoalitionMember());
        }

        _coalition = [.. cast.Values.Cast<CoalitionMember>()];
        _stage = new Stage(
            new SimulationPlan
            {
                Seed = plan.Seed,
                Members = plan.Members,
                Seconds = plan.Seconds,
                HeartbeatMs = HeartbeatMs,
            },
            cast);
        Geography = new CrowdGeography(plan.Members, plan.Seed);
        _graph = new RecordedGraph(_stage.Epoch.Id, plan.Members);
        _contests = new ContestSchedule(plan, _liars, Geography, _stage.DiceFor("contests")).Draw();
        _arbiter = new HostArbiter(_stage.Network, _stage.DiceFor("host"));
        _watch = new ContestWatch(_stage, _graph, _contests, Judge);
    }

    /// <summary>Where the members are.</summary>
    public CrowdGeography Geography { get; }

    /// <summary>The stage, for tests that watch more.</summary>
    internal Stage Stage => _stage;

    /// <summary>Contests that were planned.</summary>
    public int Planned => _contests.Count;

    /// <summary>Runs the session to its end; returns the contests that were decided by then.</summary>
    public IReadOnlyList<ContestOutcome> Run()
    {
        SetUp();
        long until = _plan.Seconds * 1_000_000L;
        while (_stage.Agenda.TryStep(until))
        {
        }

        Invariant.Check(_stage.Violations.Count == 0, "peers stay up while their members contest items");
        return _watch.Outcomes;
    }

    /// <summary>Frees what the session holds.</summary>
    public void Dispose() => _stage.Dispose();

    private void SetUp()
    {
        foreach ((int from, int to, LinkState link) in _stage.Network.Links)
        {
            link.DelayMicros = Geography.DelayMicros(new MemberIndex(from), new MemberIndex(to));
            link.JitterMicros = (long)_plan.JitterMs * MicrosPerMs;
            link.LossPpm = _plan.LossPpm;
        }

        _stage.Watch([_watch]);
        Dice clocks = _stage.DiceFor("clocks");
        foreach (Host host in _stage.Hosts)
        {
            long offset = clocks.Between(-_plan.ClockOffsetMs * MicrosPerMs, _plan.ClockOffsetMs * MicrosPerMs);
            host.Clock.Shift(offset);
            host.Start();
        }

        foreach (CoalitionMember liar in _coalition)
        {
            liar.Plot = new Coalition(_graph, _contests, _plan.Tactics);
            liar.Begin();
        }

        foreach (Contest contest in _contests)
        {
            ActAt(contest.First, contest.AtMicros, contest.Id);
            if (contest.HeadStartMicros is long headStart)
            {
                ActAt(contest.Second, contest.AtMicros + headStart, contest.Id);
            }
        }
    }

    private void ActAt(MemberIndex member, long micros, int contest) =>
        _stage.Agenda.At(micros, () => _stage.Hosts[member.Value].Submit(Grab.Of(contest)));

    private bool[] Judge(Contest contest) =>
        contest.IsRush ? _arbiter.JudgeRush(_liars) : _arbiter.JudgeRace(contest);
}
