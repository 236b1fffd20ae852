namespace Hearsay.Simulation.Tests;

/// <summary>
/// Seeds that once broke a promise, each with the defect that it showed. They run as <c>hearsay sim</c> runs them: two
/// virtual minutes, a random half of all faults; four members unless another number is given.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class RegressionSeedsTests
{
    private static readonly SimulationPlan AllFaults = new() { Seconds = 120, Faults = FaultCatalogue.Names };

    [Test]
    public void Run_JournalWithABranch_IsReadBack([Values(7UL, 9UL, 16UL, 23UL)] ulong seed) =>
        AssertPasses(AllFaults with { Seed = seed, Adversaries = 1 });

    [Test]
    public void Run_JournalOfALongSession_IsReadBack([Values(135UL)] ulong seed) =>
        AssertPasses(AllFaults with { Seed = seed });

    [Test]
    public void Run_BranchingChainIsMissing_CatchesUpInTime([Values(4UL, 22UL, 78UL, 92UL, 97UL)] ulong seed) =>
        AssertPasses(AllFaults with { Seed = seed, Adversaries = 1 });

    [Test]
    public void Run_LongChainWaitedBeforeItBranched_CatchesUpInTime() =>
        AssertPasses(AllFaults with { Seed = 290, Adversaries = 1 });

    [Test]
    public void Run_SeveralChainsWaitedBeforeTheyBranched_CatchesUpInTime() =>
        AssertPasses(AllFaults with { Seed = 14, Members = 7, Adversaries = 2 });

    [Test]
    public void Run_LostDiskAndASecondCrash_DoesNotForgetAgain([Values(17UL, 79UL)] ulong seed) =>
        AssertPasses(AllFaults with { Seed = seed });

    [Test]
    public void Run_LostDiskBehindACutLink_WaitsForWhoKnowsMore([Values(9UL, 46UL)] ulong seed) =>
        AssertPasses(AllFaults with { Seed = seed });

    private static void AssertPasses(SimulationPlan plan)
    {
        SimulationOutcome outcome = SimulatedSession.Run(plan);

        Assert.That(outcome.Violations, Is.Empty);
        Assert.That(outcome.Inconclusive, Is.Null);
    }
}
