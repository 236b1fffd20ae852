using Hearsay.Gossip;

namespace Hearsay.Simulation.Tests;

/// <summary>What a community gets, in virtual time.</summary>
public sealed class CrowdStudyTests
{
    private const int Seconds = 3;

    [Test]
    public void Run_NothingWrong_EverythingIsFinalWithinTheBudget()
    {
        CrowdResult result = Run(70, new CrowdFaults());

        Assert.That(result.Actions, Is.GreaterThan(70 * Seconds / 2));
        Assert.That(result.ActionsFinal, Is.EqualTo(result.Actions));
        Assert.That(result.Finality.PercentileMicros(0.5), Is.InRange(300_000, 1_000_000));
        Assert.That(result.Finality.PercentileMicros(0.99), Is.LessThan(1_500_000));
        Assert.That(result.BytesOutPerSecond, Is.LessThan(new GossipOptions().UploadBytesPerS));
        Assert.That(result.MembersByPlace.Sum(), Is.EqualTo(70));
        Assert.That(result.MemberMedians, Is.Ordered);
        Assert.That(result.GraphMicrosPerEvent, Is.Positive);
    }

    [Test]
    public void Run_ThreeTenthsCrashed_TheOthersGoOnSlower()
    {
        CrowdResult all = Run(70, new CrowdFaults());
        CrowdResult rest = Run(70, new CrowdFaults { CrashedPercent = 30 });

        Assert.That(rest.ActionsFinal, Is.EqualTo(rest.Actions));
        Assert.That(rest.Actions, Is.LessThan(all.Actions));
        Assert.That(rest.Finality.MeanMicros, Is.GreaterThan(all.Finality.MeanMicros));
        Assert.That(rest.EventsPerSecond, Is.LessThan(all.EventsPerSecond));
    }

    [Test]
    public void Run_RegionCutOff_ItsActionsBecomeFinalAfterwards()
    {
        CrowdFaults faults = new() { CutPercent = 20, CutFromMicros = 4_000_000, CutUntilMicros = 5_500_000 };
        CrowdResult cut = Run(70, faults, seconds: 10);

        Assert.That(cut.ActionsFinal, Is.EqualTo(cut.Actions));
        Assert.That(cut.Finality.PercentileMicros(0.5), Is.LessThan(1_000_000), "for most it is over soon");
        Assert.That(cut.Finality.MaxMicros, Is.GreaterThan(1_500_000), "who is cut off waits");
    }

    [Test]
    public void Run_RegionCutOffAllTheTime_TheOthersGoOn()
    {
        CrowdFaults faults = new() { CutPercent = 20, CutFromMicros = 2_500_000, CutUntilMicros = 9_000_000 };
        CrowdResult cut = Run(70, faults, seconds: 6);

        Assert.That(cut.ActionsFinal, Is.EqualTo(cut.Actions));
        Assert.That(cut.Finality.PercentileMicros(0.7), Is.LessThan(1_500_000), "four fifths are a supermajority");
    }

    [Test]
    public void Run_SmallerUpload_IsSlowerAndStaysWithinIt()
    {
        const long Upload = 128 * 1_024;
        CrowdResult usual = Run(70, new CrowdFaults());
        CrowdResult small = Run(70, new CrowdFaults(), Upload);

        Assert.That(small.BytesOutPerSecond, Is.LessThan(Upload));
        Assert.That(small.EventsPerSecond, Is.LessThan(usual.EventsPerSecond / 2));
        Assert.That(small.Finality.MeanMicros, Is.GreaterThan(usual.Finality.MeanMicros));
        Assert.That(small.ActionsFinal, Is.EqualTo(small.Actions));
    }

    [Test]
    public void Run_Stopped_SaysNothing()
    {
        CrowdOptions options = new() { Members = 70 };

        Assert.That(CrowdStudy.Run(options, Seconds, new CancellationToken(canceled: true)), Is.Null);
    }

    private static CrowdResult Run(int members, CrowdFaults faults, long upload = 1_048_576, int seconds = Seconds)
    {
        CrowdOptions options = new()
        {
            Members = members,
            Seed = 1,
            Faults = faults,
            Gossip = new GossipOptions { HeartbeatMs = 100, UploadBytesPerS = upload },
        };
        TestContext.Out.WriteLine($"seed {options.Seed}");
        return CrowdStudy.Run(options, seconds, CancellationToken.None)!;
    }
}
