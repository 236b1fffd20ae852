using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation.Tests;

/// <summary>
/// The model of a crowd against real graphs, one per member, that get the events as they arrive there.
/// </summary>
public sealed class CrowdModelTests
{
    private static readonly CrowdFaults Loss = new() { LossPpm = 50_000 };

    private static readonly CrowdFaults Crash = new() { CrashedPercent = 30, CrashAtMicros = 1_000_000 };

    private static readonly CrowdFaults Cut =
        new() { CutPercent = 30, CutFromMicros = 1_000_000, CutUntilMicros = 2_000_000 };

    [TestCase(4, 3u)]
    [TestCase(7, 2u)]
    [TestCase(10, 5u)]
    [TestCase(16, 1u)]
    public void Decisions_AgainstRealGraphs_AreExact(int members, uint seed) =>
        Compare(new CrowdOptions { Members = members, Seed = seed });

    [TestCase(4)]
    [TestCase(16)]
    public void Decisions_WithFewParents_AreExact(int members) =>
        Compare(new CrowdOptions { Members = members, Gossip = new GossipOptions { ParentsMax = 2 } });

    [Test]
    public void Decisions_WithSlowCreation_AreExact() => Compare(
        new CrowdOptions
        {
            Members = 13,
            Gossip = new GossipOptions
            {
                MinimumIntervalMs = 400,
                ParentsMax = 4,
            },
        },
        runMicros: 20_000_000);

    [TestCase(7)]
    [TestCase(16)]
    public void Decisions_WithLoss_AreExact(int members) =>
        Compare(new CrowdOptions { Members = members, Faults = Loss });

    [TestCase(10)]
    [TestCase(16)]
    public void Decisions_WithCrashes_AreExact(int members) =>
        Compare(new CrowdOptions { Members = members, Faults = Crash });

    [TestCase(10)]
    [TestCase(16)]
    public void Decisions_WithCut_AreExactOrForThoseCutOffALittleLate(int members)
    {
        const int LateMicrosMax = 100_000;
        CrowdRecording crowd = CrowdRecording.Run(new CrowdOptions { Members = members, Faults = Cut }, 5_000_000);
        int late = 0;
        for (int member = 0; member < members; member++)
        {
            int[] known = [.. crowd.Rounds.Select(round => round.Known[member])];
            int[] lateMicros = [.. known.Zip(crowd.RealDecisions(member, known.Length), (said, real) => said - real)];
            Assert.That(lateMicros, Is.All.InRange(0, LateMicrosMax), $"member {member}");
            late += lateMicros.Any(micros => micros > 0) ? 1 : 0;
        }

        Assert.That(late, Is.LessThanOrEqualTo(members * Cut.CutPercent / 100));
    }

    [Test]
    public void Run_Twice_IsTheSame()
    {
        CrowdOptions options = new() { Members = 20, Faults = Loss };
        CrowdRecording one = CrowdRecording.Run(options, 2_000_000);
        CrowdRecording other = CrowdRecording.Run(options, 2_000_000);

        Assert.That(one.Rounds, Is.Not.Empty);
        Assert.That(other.Rounds.Select(round => round.Judges), Is.EqualTo(one.Rounds.Select(round => round.Judges)));
        Assert.That(other.Rounds.Select(round => round.Known), Is.EqualTo(one.Rounds.Select(round => round.Known)));
    }

    private static void Compare(CrowdOptions options, long runMicros = 3_000_000)
    {
        TestContext.Out.WriteLine($"seed {options.Seed}");
        CrowdRecording crowd = CrowdRecording.Run(options, runMicros);
        Assert.That(crowd.Rounds, Has.Count.GreaterThan(5));
        for (int member = 0; member < options.Members; member++)
        {
            int[] known = [.. crowd.Rounds.Select(round => round.Known[member])];
            Assert.That(crowd.RealDecisions(member, known.Length), Is.EqualTo(known), $"member {member}");
        }
    }
}
