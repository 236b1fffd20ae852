namespace Hearsay.Hashgraph.Tests;

/// <summary>Branches that get as far as branches can: see <see cref="DuelGraph"/>.</summary>
public sealed class BranchDuelTests
{
    private const int SeedsPerCase = 40;

    [TestCase(4, 1)]
    [TestCase(5, 1)]
    [TestCase(7, 2)]
    [TestCase(8, 1)]
    [TestCase(10, 3)]
    [TestCase(13, 4)]
    public void Output_OfDuels_EqualsTheReference(int members, int branching)
    {
        for (ulong seed = 0; seed < SeedsPerCase; seed++)
        {
            TestGraph graph = DuelGraph.Create(seed, members, branching, layers: 22);
            Assert.That(new ReferenceGraph(graph).Elections.Contradictions, Is.Zero, $"seed {seed}");
            GraphComparison.AssertEqual(graph, seed, $"duel of {branching} in {members}, seed {seed}");
        }
    }

    [Test]
    public void Duels_ReachWhatBranchesCanReach()
    {
        GraphCoverage coverage = new();
        for (ulong seed = 0; seed < SeedsPerCase; seed++)
        {
            coverage.Add(DuelGraph.Create(seed, 5, 1, layers: 22));
            coverage.Add(DuelGraph.Create(seed, 8, 1, layers: 22));
            coverage.Add(DuelGraph.Create(seed, 10, 3, layers: 22));
        }

        TestContext.Out.WriteLine(coverage);
        Assert.That(coverage.FamousBranches, Is.GreaterThan(10));
        Assert.That(coverage.CandidatesPassedOver, Is.GreaterThan(10));
        Assert.That(coverage.BranchedJudges, Is.GreaterThan(50));
        Assert.That(coverage.Convictions, Is.GreaterThan(50));
        Assert.That(coverage.VoidEvents, Is.GreaterThan(50));
        Assert.That(coverage.InheritedSights, Is.GreaterThan(50));
        Assert.That(coverage.Contradictions, Is.Zero);
    }
}
