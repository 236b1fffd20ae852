using Hearsay.Gossip;

namespace Hearsay.Simulation.Tests;

/// <summary>
/// Whole sessions, short ones: that they repeat, that every fault and strategy acts, and that the promises hold.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class SimulatedSessionTests
{
    private static readonly SimulationPlan Short = new() { Seconds = 50, ActionEveryMs = 1_000 };

    private static IReadOnlyList<string> Faults => FaultCatalogue.Names;

    private static IReadOnlyList<string> Strategies => AdversaryCatalogue.Names;

    [Test]
    public void Run_SamePlanTwice_SameTrace([Values(1UL, 2UL)] ulong seed)
    {
        SimulationPlan plan =
            Short with { Seed = seed, Seconds = 20, Faults = Faults, EveryFault = true, Adversaries = 1 };

        SimulationOutcome one = SimulatedSession.Run(plan);
        SimulationOutcome other = SimulatedSession.Run(plan);

        Assert.That(one.TraceHash, Is.EqualTo(other.TraceHash));
        Assert.That(one.Events, Is.EqualTo(other.Events).And.Positive);
    }

    [Test]
    public void Run_OtherSeed_OtherTrace()
    {
        SimulationPlan plan = Short with { Seconds = 5 };

        Assert.That(
            SimulatedSession.Run(plan with { Seed = 1 }).TraceHash,
            Is.Not.EqualTo(SimulatedSession.Run(plan with { Seed = 2 }).TraceHash));
    }

    [Test]
    public void Run_RealSignatures_SameTraceAsWithTheStandIn()
    {
        SimulationPlan plan = Short with { Seconds = 6, HeartbeatMs = 0 };

        SimulationOutcome real = SimulatedSession.Run(plan with { RealSignatures = true });

        Assert.That(real.TraceHash, Is.EqualTo(SimulatedSession.Run(plan).TraceHash));
        Assert.That(real.Violations, Is.Empty);
    }

    [TestCaseSource(nameof(Faults))]
    public void Run_SingleFault_StrikesAndBreaksNothing(string fault)
    {
        SimulationOutcome outcome = RunUntilActed(Short with { Faults = [fault] }, o => o.Faults[0].Acts);

        Assert.That(outcome.Violations, Is.Empty, $"seed {outcome.Plan.Seed}");
        Assert.That(outcome.Inconclusive, Is.Null);
        Assert.That(outcome.Faults[0].Acts, Is.Positive);
    }

    [TestCaseSource(nameof(Strategies))]
    public void Run_SingleAdversary_ActsAndBreaksNothing(string strategy)
    {
        SimulationOutcome outcome =
            RunUntilActed(Short with { Adversaries = 1, Strategies = [strategy] }, o => o.Adversaries[0].Acts);

        Assert.That(outcome.Violations, Is.Empty, $"seed {outcome.Plan.Seed}");
        Assert.That(outcome.Inconclusive, Is.Null);
        Assert.That(outcome.Adversaries[0].Acts, Is.Positive);
    }

    [TestCaseSource(nameof(Strategies))]
    public void Run_TwoOfSevenCollude_BreakNothing(string strategy)
    {
        SimulationOutcome outcome =
            SimulatedSession.Run(Short with { Members = 7, Adversaries = 2, Strategies = [strategy] });

        Assert.That(outcome.Violations, Is.Empty);
        Assert.That(outcome.Inconclusive, Is.Null);
    }

    [Test]
    public void Run_ReplayOfAnEarlierSession_IsRefusedByTagAndBySignature()
    {
        SimulationOutcome outcome = SimulatedSession.Run(Short with { Adversaries = 1, Strategies = ["replay"] });

        Assert.That(outcome.Passed, Is.True);
        RefusalReason[] expected = [RefusalReason.WrongEpoch, RefusalReason.BadSignature];
        Assert.That(outcome.Refusals.Select(refusal => refusal.Reason), Is.SupersetOf(expected));
    }

    [Test]
    public void Run_StarvationAlone_DecidesAllTheSame([Values(4, 10, 13)] int members)
    {
        SimulationOutcome outcome = SimulatedSession.Run(
            Short with { Members = members, Seconds = 30, Faults = ["starvation"], Geography = Geography.Continent });

        Assert.That(outcome.Violations, Is.Empty);
        Assert.That(outcome.Fates[(int)PacketFate.HeldBack], Is.Positive);
        Assert.That(outcome.FinalityMicros, Is.Not.Empty);
    }

    [Test]
    public void Run_TooShortToJudgeLiveness_IsInconclusive()
    {
        SimulationOutcome outcome = SimulatedSession.Run(Short with { Seconds = 10 });

        Assert.That(outcome.Passed, Is.False);
        Assert.That(outcome.Inconclusive, Does.Contain("liveness"));
    }

    [Test]
    public void Run_MostMembersGone_IsNoPass()
    {
        SimulationOutcome outcome = SimulatedSession.Run(Short with { CrashedForGood = 2 });

        Assert.That(outcome.Passed, Is.False);
    }

    [Test]
    public void Run_Quiet_CountsMessageDelays()
    {
        SimulationOutcome outcome = SimulatedSession.Run(Short with { Geography = Geography.Even, HeartbeatMs = 0 });

        double delays = outcome.FinalityMicros.Average() / outcome.MeanDelayMicros;
        Assert.That(outcome.MeanDelayMicros, Is.EqualTo(30_000));
        Assert.That(delays, Is.InRange(4, 12));
    }

    /// <summary>A fault that is rare may not strike in a short session: then the next seed is tried.</summary>
    private static SimulationOutcome RunUntilActed(SimulationPlan plan, Func<SimulationOutcome, long> acts)
    {
        for (ulong seed = 1; seed < 12; seed++)
        {
            SimulationOutcome outcome = SimulatedSession.Run(plan with { Seed = seed });
            if (acts(outcome) > 0 || !outcome.Passed)
            {
                return outcome;
            }
        }

        throw new AssertionException("it never acted in eleven seeds");
    }
}
