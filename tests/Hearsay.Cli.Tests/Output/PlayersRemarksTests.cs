using Hearsay.Hashgraph;
using Hearsay.Session;

namespace Hearsay.Cli.Tests;

/// <summary>What a load test says about itself.</summary>
public sealed class PlayersRemarksTests
{
    [Test]
    public void Of_PeerThatKeptUp_SaysNothing() =>
        Assert.That(PlayersRemarks.Of(0, PeerAt(12), CrowdAt(12, lateMs: 3), 0), Is.Empty);

    [Test]
    public void Of_PeerThatFellBehind_SaysHowFarAndWhatIsMissing()
    {
        IReadOnlyList<string> remarks = PlayersRemarks.Of(70, PeerAt(12), CrowdAt(40, lateMs: 3), 345);

        Assert.That(remarks, Has.Count.EqualTo(2));
        Assert.That(remarks[0], Does.Contain("queue was full and 70 datagrams"));
        Assert.That(remarks[1], Does.Contain("round 12 of the crowd's 40").And.Contain("345 actions"));
    }

    [Test]
    public void Of_LateCrowd_SaysThatTheFinalityIsNotAPlayers() => Assert.That(
        PlayersRemarks.Of(0, PeerAt(12), CrowdAt(12, lateMs: 900), 0).Single(),
        Does.Match(@"p99 (89|90)\d ms").And.Contain("longer than a player's"));

    [Test]
    public void Of_CrowdThatDidNotEnd_SaysThatNothingCanBeCompared() =>
        Assert.That(PlayersRemarks.Of(0, PeerAt(12), null, 0).Single(), Does.Contain("did not end in time"));

    private static CrowdStatus CrowdAt(int round, double lateMs) => new()
    {
        Events = 100,
        ActionsSent = 50,
        EventsServed = 0,
        LastRound = round,
        DigestRound = round,
        OrderDigest = "",
        StateDigest = "",
        LateMs = FinalityReport.Of([HistogramOf(lateMs)]),
        CpuCores = 0.5,
    };

    private static LatencyHistogram HistogramOf(double ms)
    {
        LatencyHistogram histogram = new();
        histogram.Record((long)(ms * 1_000));
        return histogram;
    }

    private static SessionStatistics PeerAt(int round) => new()
    {
        LastRound = new Round(round),
        ActionsSubmitted = 0,
        OwnActionsFinal = 0,
        OwnActionsRejected = 0,
        ActionsFinal = 0,
        ActionsRejected = 0,
        Rounds = round,
        OrderedEvents = 0,
        GraphEvents = 90,
        UnorderedEvents = 0,
        DatagramsIn = 0,
        BytesIn = 0,
        DatagramsOut = 0,
        BytesOut = 0,
        DatagramsRefused = 0,
        DatagramsDropped = 70,
        InboxNow = 0,
        InboxMost = 0,
        SubmissionsQueued = 0,
        Finality = default,
        StateTick = default,
    };
}
