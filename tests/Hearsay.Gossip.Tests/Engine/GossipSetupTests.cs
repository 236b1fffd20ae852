using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

public sealed class GossipSetupTests
{
    private static readonly GossipOptions[] BadOptions =
    [
        new() { MinimumIntervalMs = -1 },
        new() { HeartbeatMs = double.NaN },
        new() { HearingMs = double.PositiveInfinity },
        new() { FrontierMs = 0 },
        new() { ReorderMinMs = 30 },
        new() { UploadBytesPerS = 0 },
        new() { UploadBurstBytes = 1_200 },
        new() { ParentsMax = 0 },
        new() { ParentsMax = 256 },
        new() { EventsPerPeerPerS = 0 },
    ];

    [TestCaseSource(nameof(BadOptions))]
    public void Constructor_OptionOutOfRange_Throws(GossipOptions options) =>
        Assert.That(() => new LoneEngine(4, options), Throws.ArgumentException);

    [TestCase(-1, 1)]
    [TestCase(4, 1)]
    [TestCase(0, 0)]
    [TestCase(0, long.MaxValue)]
    public void Constructor_SetupOutOfRange_Throws(int self, long firstActionNumber)
    {
        GossipSetup setup = new()
        {
            EpochId = default,
            Roster = Roster.OfEqualMembers(4),
            Self = new MemberIndex(self),
            Signer = new ToySignatures(new MemberIndex(0)),
            FirstActionNumber = firstActionNumber,
        };

        Assert.That(() => new GossipEngine(setup, new LoneEngine(4), new Micros(0)), Throws.ArgumentException);
    }

    [Test]
    public void Constructor_ExtremeButAllowed_Runs()
    {
        GossipOptions options = new()
        {
            UploadBytesPerS = long.MaxValue,
            UploadBurstBytes = long.MaxValue,
            MinimumIntervalMs = 86_400_000,
            ParentsMax = 255,
        };
        LoneEngine lone = new(4, options);
        lone.Engine.Submit([1], lone.Now, out _);
        lone.Run(ms: 100);

        Assert.That(lone.OwnEvents, Is.Not.Empty);
    }
}
