using Hearsay.Hashgraph;

namespace Hearsay.Simulation.Tests;

/// <summary>Whole sessions of contests, short ones. Each takes its chances from the seeds named here.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class FairnessSessionTests
{
    [Test]
    public void Run_SamePlanTwice_SameOutcomes()
    {
        FairnessPlan plan = new() { Seed = 5, Members = 4, Liars = 1, Seconds = 6 };

        string one = Told(plan);
        string again = Told(plan);
        string other = Told(plan with { Seed = 7, Liars = 0 });
        Assert.That(again, Is.EqualTo(one).And.Not.Empty);
        Assert.That(other, Is.Not.EqualTo(one));

        static string Told(FairnessPlan plan) => string.Join(';', Run(plan).Select(
            outcome => string.Join(',', Enum.GetValues<OrderRule>().Select(outcome.FirstWins))));
    }

    [Test]
    public void Run_Honest_TheOrderIsThatOfThePeers([Values(0, 1)] int liars)
    {
        using FairnessSession session = new(new FairnessPlan { Seed = 2, Members = 4, Liars = liars, Seconds = 6 });
        OrderKeeper keeper = new(session.Stage);
        session.Stage.Watch([keeper]);

        session.Run();

        Assert.That(keeper.OfPeer, Has.Count.GreaterThan(200));
        Assert.That(keeper.Recorded.Take(keeper.OfPeer.Count), Is.EqualTo(keeper.OfPeer));
    }

    [Test]
    public void Run_Honest_AHeadStartHelpsAndChanceDecidesWithoutOne()
    {
        List<ContestOutcome> outcomes = Run(members: 4, liars: 0, seeds: 12, seconds: 7);

        Share even = Earlier(outcomes, OrderRule.Hearsay, 0, 5);
        Share long200 = Earlier(outcomes, OrderRule.Hearsay, 200, 300);
        Assert.That(long200.Low, Is.GreaterThan(even.High));
        Assert.That(long200.Value, Is.GreaterThan(0.98));
        Assert.That(even.Value, Is.EqualTo(0.5).Within(0.08));
        Assert.That(Earlier(outcomes, OrderRule.RoundAndHash, 0, 5).Value, Is.EqualTo(0.5).Within(0.08));
        Assert.That(Earlier(outcomes, OrderRule.Host, 0, 5).Value, Is.EqualTo(0.5).Within(0.08));
        Assert.That(Earlier(outcomes, OrderRule.AgainstHost, 0, 5).Value, Is.LessThan(0.05));
    }

    [Test]
    public void Run_Honest_WhoActsOnHearingIsAlwaysLate()
    {
        List<ContestOutcome> rushes = [.. Run(members: 4, liars: 0, seeds: 12, seconds: 7).Where(
            outcome => outcome.Contest.IsRush)];

        // An event never comes before its ancestors; under round and hash nothing keeps it from that.
        Assert.That(rushes, Has.Count.GreaterThan(40));
        Assert.That(Rushers(rushes, OrderRule.Hearsay).Successes, Is.Zero);
        Assert.That(Rushers(rushes, OrderRule.RoundAndHash).Low, Is.GreaterThan(0.1));
    }

    [Test]
    public void Run_Coalition_TheMedianStopsAThirdButNotAHalf()
    {
        List<ContestOutcome> quarter = Run(members: 4, liars: 1, seeds: 12, seconds: 15);
        List<ContestOutcome> half = Run(members: 4, liars: 2, seeds: 8, seconds: 15);

        Share ofQuarter = Rushers(quarter, OrderRule.Hearsay);
        Share ofHalf = Rushers(half, OrderRule.Hearsay);
        Assert.That(ofQuarter.Value, Is.LessThan(0.2));
        Assert.That(ofHalf.Value, Is.GreaterThan(0.6));
        Assert.That(ofHalf.Low, Is.GreaterThan(ofQuarter.High));
    }

    [Test]
    public void Run_Coalition_WinsWhatTheMedianLeavesOpen()
    {
        List<double> wins = [];
        List<double> openings = [];
        for (ulong seed = 1; seed <= 4; seed++)
        {
            FairnessPlan plan = new() { Seed = seed, Members = 10, Liars = 3, Seconds = 15 };
            using FairnessSession session = new(plan);
            foreach (ContestOutcome outcome in session.Run())
            {
                wins.Add(1 - outcome.FirstWins(OrderRule.Hearsay));
                openings.Add(LeavesOpening(plan, session.Geography, outcome.Contest) ? 1 : 0);
            }
        }

        // An attack that is worth measuring takes the openings that the geography gives to liars; jitter adds to both.
        Share opened = Share.Of(openings);
        Assert.That(opened.Value, Is.InRange(0.1, 0.5));
        Assert.That(Share.Of(wins).Value, Is.EqualTo(opened.Value).Within(0.1));
    }

    [Test]
    public void Run_Coalition_ReceiptTimesOfLiarsAreTurnedAround()
    {
        using FairnessSession session = new(new FairnessPlan { Seed = 3, Members = 4, Liars = 1, Seconds = 15 });
        ReceiptKeeper keeper = new(session.Stage);
        session.Stage.Watch([keeper]);

        IReadOnlyList<ContestOutcome> outcomes = session.Run();

        Assert.That(outcomes, Has.Count.GreaterThanOrEqualTo(5));
        foreach (Contest contest in outcomes.Select(outcome => outcome.Contest))
        {
            int liar = contest.Second.Value;
            ReceivingEvents victims = keeper.Of(contest.Id, contest.First.Value);
            ReceivingEvents rushers = keeper.Of(contest.Id, liar);
            int[] honest = [.. Enumerable.Range(0, 4).Where(member => member != liar)];
            long[] honestSay = [.. honest.Select(member => rushers.CreatedAtOf(member)!.Value)];

            // The liar had the victim's grab first, and says that it came after everybody had the rusher's.
            Assert.That(victims.CreatedAtOf(liar), Is.GreaterThan(honestSay.Max()));
            Assert.That(rushers.CreatedAtOf(liar), Is.LessThan(victims.CreatedAtOf(contest.First.Value)!.Value));
        }
    }

    /// <summary>
    /// Whether the rusher's grab is earlier by the median when the liars' receipt times are as they like, and those of
    /// the others are the delays of the map alone.
    /// </summary>
    private static bool LeavesOpening(FairnessPlan plan, CrowdGeography geography, Contest contest)
    {
        int[] liars = new Dice(plan.Seed, "liars").Choose(plan.Liars, plan.Members);
        int[] honest = [.. Enumerable.Range(0, plan.Members).Except(liars)];
        int median = (plan.Members - 1) / 2;
        int ofVictim = DelaysFrom(contest.First).Order().ElementAt(median);
        int ofRusher = DelaysFrom(contest.Second).Order().ElementAt(median - plan.Liars);
        return geography.DelayMicros(contest.First, contest.Second) + ofRusher < ofVictim;

        IEnumerable<int> DelaysFrom(MemberIndex member) =>
            honest.Select(other => geography.DelayMicros(member, new MemberIndex(other)));
    }

    private static List<ContestOutcome> Run(int members, int liars, int seeds, int seconds)
    {
        List<ContestOutcome> outcomes = [];
        for (ulong seed = 1; seed <= (ulong)seeds; seed++)
        {
            outcomes.AddRange(Run(
                new FairnessPlan { Seed = seed, Members = members, Liars = liars, Seconds = seconds }));
        }

        return outcomes;
    }

    private static IReadOnlyList<ContestOutcome> Run(FairnessPlan plan)
    {
        using FairnessSession session = new(plan);
        return session.Run();
    }

    private static Share Earlier(List<ContestOutcome> outcomes, OrderRule rule, int fromMs, int toMs) =>
        Share.Of(outcomes
            .Where(outcome => outcome.Contest.HeadStartMicros >= fromMs * 1_000L
                && outcome.Contest.HeadStartMicros <= toMs * 1_000L)
            .Select(outcome => outcome.FirstWins(rule)));

    private static Share Rushers(List<ContestOutcome> outcomes, OrderRule rule) =>
        Share.Of(outcomes.Select(outcome => 1 - outcome.FirstWins(rule)));

    /// <summary>The order that an honest peer decides, and that of a recorded graph.</summary>
    private sealed class OrderKeeper(Stage stage) : SessionWatcher
    {
        private readonly RecordedGraph _graph = new(stage.Epoch.Id, stage.Plan.Members);
        private readonly OrderedRound _round = new();

        public List<OrderedEvent> OfPeer { get; } = [];

        public List<OrderedEvent> Recorded { get; } = [];

        public override void OwnEvent(Host host, ReadOnlySpan<byte> eventBytes)
        {
            _graph.Add(eventBytes);
            while (_graph.TryTakeRound(_round))
            {
                Recorded.AddRange(_round.Events.ToArray().Select(ordered => ordered with { Tag = 0 }));
            }
        }

        public override void RoundDecided(Host host, in Session.DecidedRound decided)
        {
            if (host == stage.Honest[0])
            {
                OfPeer.AddRange(decided.Ordered.Events.ToArray().Select(ordered => ordered with { Tag = 0 }));
            }
        }
    }

    /// <summary>For every grab, each member's first event that has it.</summary>
    private sealed class ReceiptKeeper(Stage stage) : SessionWatcher
    {
        private readonly RecordedGraph _graph = new(stage.Epoch.Id, stage.Plan.Members);
        private readonly Dictionary<(int Contest, int Member), ReceivingEvents> _grabs = [];

        public ReceivingEvents Of(int contest, int member) => _grabs[(contest, member)];

        public override void OwnEvent(Host host, ReadOnlySpan<byte> eventBytes)
        {
            RecordedEvent added = _graph.Add(eventBytes);
            foreach (ReceivingEvents open in _grabs.Values)
            {
                open.Note(added, _graph);
            }

            foreach (int contest in Grab.In(eventBytes, stage.Plan.Members))
            {
                _grabs.Add((contest, added.Creator), new ReceivingEvents(added, stage.Plan.Members));
            }
        }
    }
}
