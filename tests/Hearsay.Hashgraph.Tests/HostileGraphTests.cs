namespace Hearsay.Hashgraph.Tests;

public sealed class HostileGraphTests
{
    [Test]
    [Explicit("")]
    public void Sweep()
    {
        string[] range = (Environment.GetEnvironmentVariable("HEARSAY_SEEDS") ?? "0..9").Split("..");
        ulong last = ulong.Parse(range[1]);
        int failures = 0;
        GraphCoverage coverage = new();
        for (ulong seed = ulong.Parse(range[0]); seed <= last; seed++)
        {
            (int members, int branching) = (seed % 4) switch { 0 => (4, 1), 1 => (7, 2), 2 => (5, 1), _ => (4, 0) };
            TestGraph graph = HostileGraph.Create(seed, members, branching, 60 * members, 12, HashCoin.Instance);
            ReferenceGraph r = new(graph);
            int c = coverage.Contradictions;
            coverage.Add(graph);
            if (coverage.Contradictions > c) { TestContext.Out.WriteLine($"contradiction {seed} {members} {branching}"); }
            string? mismatch = GraphComparison.Mismatch(graph, seed);
            if (mismatch is not null)
            {
                failures++;
                TestContext.Out.WriteLine($"{seed} {members} {branching}\n{mismatch}");
            }
        }

        TestContext.Out.WriteLine(coverage);
        Assert.That(failures, Is.Zero);
    }
}
