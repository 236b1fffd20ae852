namespace Hearsay.Simulation.Tests;

/// <summary>Many seeds, and what is counted of them.</summary>
public sealed class SeedSweepTests
{
    private static readonly SimulationPlan Short = new() { Seconds = 25, Faults = ["delay", "duplicate"] };

    [Test]
    public void Run_SeveralSeeds_CountsEachOnce()
    {
        List<ulong> seeds = [];

        SweepReport report =
            SeedSweep.Run(Short, new SeedRange(5, 8), o => seeds.Add(o.Plan.Seed), CancellationToken.None);

        Assert.That(seeds, Is.EquivalentTo(new ulong[] { 5, 6, 7, 8 }));
        Assert.That(report.Seeds, Is.EqualTo(4));
        Assert.That(report.VirtualHours, Is.EqualTo(4 * 25 / 3_600.0).Within(0.001));
        Assert.That(report.Faults.Sum(row => row.Sessions), Is.GreaterThanOrEqualTo(4));
        Assert.That(report.Finality.Count, Is.Positive);
    }

    [Test]
    public void Run_SeedsOnManyCores_SameAsAlone()
    {
        List<(ulong, ulong)> hashes = [];

        SeedSweep.Run(Short, new SeedRange(1, 4), o => hashes.Add((o.Plan.Seed, o.TraceHash)), CancellationToken.None);

        foreach ((ulong seed, ulong hash) in hashes)
        {
            Assert.That(SimulatedSession.Run(Short with { Seed = seed }).TraceHash, Is.EqualTo(hash));
        }
    }

    [Test]
    public void Run_Stopped_EndsEarly()
    {
        using CancellationTokenSource stop = new();

        SweepReport report = SeedSweep.Run(Short, new SeedRange(1, 1_000), _ => stop.Cancel(), stop.Token);

        Assert.That(report.Seeds, Is.InRange(1, 999));
    }
}
