namespace Hearsay.Hashgraph.Tests;

public sealed class RandomGraphTests
{
    [Test]
    public void Create_OverManySeeds_ReachesTheRarePaths()
    {
        GraphCoverage coverage = new();
        for (ulong seed = 0; seed < 300; seed++)
        {
            coverage.Add(RandomGraph.Create(GraphShape.Draw(seed)));
        }

        TestContext.Out.WriteLine(coverage);
    }
}
