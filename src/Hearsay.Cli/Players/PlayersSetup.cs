using Hearsay.Gossip;
using Hearsay.Simulation;

namespace Hearsay.Cli;

/// <summary>What <c>load --players</c> is asked to do.</summary>
internal sealed record PlayersSetup
{
    /// <summary>All members: the real peer, and the crowd.</summary>
    public required int Players { get; init; }

    /// <summary>Actions per second of each.</summary>
    public required double Rate { get; init; }

    /// <summary>The measured time.</summary>
    public required int Seconds { get; init; }

    /// <summary>Time before it, in which players join and code gets compiled.</summary>
    public int WarmUpSeconds { get; init; } = 8;

    /// <summary>Events per second of each; 0 for as many as the upload budget allows.</summary>
    public int EventsPerSecond { get; init; }

    /// <summary>Bytes per second that each may send, IP and UDP headers included.</summary>
    public long UploadBytesPerS { get; init; } = new GossipOptions().UploadBytesPerS;

    /// <summary>Other-parents of an event; 0 for as many as suit the players and the upload budget.</summary>
    public int Parents { get; init; }

    /// <summary>Datagrams lost, in millionths, both ways.</summary>
    public int LossPpm { get; init; }

    /// <summary>Actions per second of each during a burst; 0 for no burst.</summary>
    public int BurstRate { get; init; }

    /// <summary>How long the burst is.</summary>
    public int BurstSeconds { get; init; } = 10;

    public int Seed { get; init; } = 1;

    /// <summary>Where the page with plots goes; null for nowhere.</summary>
    public string? HtmlPath { get; init; }

    /// <summary>Rounds between two digests of the state.</summary>
    public static int DigestEveryRounds => 2;

    /// <summary>How the peer and the crowd's members gossip.</summary>
    public GossipOptions ToGossip()
    {
        GossipOptions options = new()
        {
            UploadBytesPerS = UploadBytesPerS,
            ParentsMax = Parents == 0 ? null : Parents,
        };
        double intervalMs = EventsPerSecond == 0 ? 0 : 1_000.0 / EventsPerSecond;
        return EventsPerSecond == 0
            ? options
            : options with { MinimumIntervalMs = intervalMs };
    }

    /// <summary>The crowd around the peer, which is the last member.</summary>
    public CrowdOptions ToCrowd(long epochMicros, int heartbeatMs) => new()
    {
        Members = Players,
        OutsideMember = Players - 1,
        Seed = (ulong)Seed,
        Gossip = ToGossip() with { HeartbeatMs = heartbeatMs },
        ActionsPerSThousandths = (int)Math.Round(Rate * 1_000),
        ActionBytes = World.Limits.ActionBytesMax,
        BurstPerSThousandths = BurstRate * 1_000,
        BurstFromMicros = (WarmUpSeconds + BurstDelaySeconds) * 1_000_000L,
        BurstUntilMicros = (WarmUpSeconds + BurstDelaySeconds + BurstSeconds) * 1_000_000L,
        Faults = new CrowdFaults { LossPpm = LossPpm },
        EpochMicros = epochMicros,
        KeptEvents = Limits.CrowdEventsKept,
    };

    // A few seconds of the usual first, for comparison.
    private const int BurstDelaySeconds = 5;
}
