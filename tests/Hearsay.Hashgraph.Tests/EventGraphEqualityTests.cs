namespace Hearsay.Hashgraph.Tests;

/// <summary>The fast graph gives what the definitions say, on random graphs of every shape.</summary>
public sealed class EventGraphEqualityTests
{
    private const int SeedsPerCase = 25;

    [TestCaseSource(nameof(FirstSeeds))]
    public void Output_OnRandomGraphs_EqualsTheReference(ulong firstSeed)
    {
        for (ulong seed = firstSeed; seed < firstSeed + SeedsPerCase; seed++)
        {
            GraphShape shape = GraphShape.Draw(seed);
            GraphComparison.AssertEqual(RandomGraph.Create(shape), seed, shape);
        }
    }

    /// <summary>A sweep over many seeds: HEARSAY_SEEDS=first..last.</summary>
    [Test]
    [Explicit("Takes as long as the seeds it is given.")]
    public void Output_OnGivenSeeds_EqualsTheReference()
    {
        string[] range = (Environment.GetEnvironmentVariable("HEARSAY_SEEDS") ?? "0..999").Split("..");
        ulong last = ulong.Parse(range[1]);
        int failures = 0;
        for (ulong seed = ulong.Parse(range[0]); seed <= last; seed++)
        {
            GraphShape shape = GraphShape.Draw(seed);
            string? mismatch = GraphComparison.Mismatch(RandomGraph.Create(shape), seed);
            if (mismatch is not null)
            {
                failures++;
                TestContext.Out.WriteLine($"{shape}\n{mismatch}");
            }
        }

        Assert.That(failures, Is.Zero);
    }

    private static IEnumerable<ulong> FirstSeeds() =>
        Enumerable.Range(0, 12).Select(i => (ulong)(i * SeedsPerCase));
}
