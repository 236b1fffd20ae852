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

    /// <summary>Gossip chosen to make trouble; the reference finds no two witnesses that decide differently.</summary>
    [Test]
    public void Output_OnHostileGraphs_EqualsTheReference()
    {
        long hostileTrouble = 0;
        long plainTrouble = 0;
        foreach ((int members, int branching) in ((int, int)[])[(4, 1), (5, 1), (7, 2)])
        {
            for (ulong seed = 0; seed < 6; seed++)
            {
                TestGraph graph = HostileGraph.Create(seed, members, branching, 30 * members, 24, HashCoin.Instance);
                TestGraph plain = HostileGraph.Create(seed, members, branching, 30 * members, 1, HashCoin.Instance);
                ReferenceGraph reference = new(graph);

                hostileTrouble += HostileGraph.TroubleIn(graph, reference, branching);
                plainTrouble += HostileGraph.TroubleIn(plain, new ReferenceGraph(plain), branching);
                Assert.That(reference.Elections.Contradictions, Is.Zero, $"seed {seed}");
                GraphComparison.AssertEqual(
                    graph, seed, $"hostile graph, seed {seed}, {branching} of {members} branch");
            }
        }

        TestContext.Out.WriteLine($"trouble {hostileTrouble}, without the search {plainTrouble}");
        Assert.That(hostileTrouble, Is.GreaterThan(plainTrouble * 3 / 2), "the search finds more than chance does");
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
