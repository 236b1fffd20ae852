namespace Hearsay.Simulation.Tests;

/// <summary>One key on two peers, partitions from a list.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class TwinPartitionsTests
{
    [Test]
    public void Run_Scenario_BreaksNothing([Values(1UL, 0x123UL, 0x7A5UL, 5_000UL)] ulong scenario)
    {
        SimulationOutcome outcome = SimulatedSession.Run(
            new SimulationPlan { Seed = scenario, Twins = true, Seconds = 45, Geography = Geography.Local });

        Assert.That(outcome.Violations, Is.Empty);
        Assert.That(outcome.Inconclusive, Is.Null);
        Assert.That(outcome.Faults.Single().Acts, Is.Positive);
        Assert.That(outcome.Adversaries.Single().Acts, Is.Positive);
    }
}
