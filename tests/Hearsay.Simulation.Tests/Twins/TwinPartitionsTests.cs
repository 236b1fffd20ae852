namespace Hearsay.Simulation.Tests;

/// <summary>One key on two peers, partitions from a list.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class TwinPartitionsTests
{
    /// <summary>
    /// All partitions of the five peers in the first round: the enumeration of three rounds is in <c>.ci/sim-long</c>.
    /// </summary>
    [Test]
    public void Run_EveryPartitionOfTheFirstRound_BreaksNothing([Range(0, 15)] int scenario)
    {
        SimulationOutcome outcome = SimulatedSession.Run(
            new SimulationPlan { Seed = (ulong)scenario, Twins = true, Seconds = 30, Geography = Geography.Local });

        Assert.That(outcome.Violations, Is.Empty);
        Assert.That(outcome.Inconclusive, Is.Null);
    }

    [Test]
    public void Run_Scenario_BreaksNothing([Values(56UL, 0x123UL, 0x7A5UL, 0xFEDUL)] ulong scenario)
    {
        SimulationOutcome outcome = SimulatedSession.Run(
            new SimulationPlan { Seed = scenario, Twins = true, Seconds = 45, Geography = Geography.Local });

        Assert.That(outcome.Violations, Is.Empty);
        Assert.That(outcome.Inconclusive, Is.Null);
        Assert.That(outcome.Faults.Single().Acts, Is.Positive);
        Assert.That(outcome.Adversaries.Single().Acts, Is.Positive);
    }
}
