namespace Hearsay.Simulation.Tests;

/// <summary>The voxel game in a few fixed sessions.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class VoxelSessionTests
{
    [Test]
    public void Run_BotsUnderFaults_AgreeOnTheWorld([Values(1UL, 2UL)] ulong seed)
    {
        SimulationPlan plan = new()
        {
            Seed = seed,
            Seconds = 45,
            PlaysVoxels = true,
            ActionEveryMs = 400,
            Faults = ["loss", "partition", "crash", "clock"],
            EveryFault = true,
        };

        SimulationOutcome outcome = SimulatedSession.Run(plan);

        Assert.That(outcome.Violations, Is.Empty);
        Assert.That(outcome.FinalityMicros, Has.Count.GreaterThan(50));
    }
}
