using Hearsay.Gossip;

namespace Hearsay.Cli;

/// <summary>
/// Says before a load test what cannot be: more players than a roster has, more actions than uploads carry.
/// </summary>
internal static class PlayersFeasibility
{
    // Of the upload budget, three quarters are for pushes.
    private const double PushShare = 0.75;

    // An event without parents and payload, its datagram and packet; a parent; an action with its length.
    private const int EventBytes = 113 + 78;
    private const int ParentBytes = 5;
    private const int ParentsFloorMin = 8;
    private const int ActionBytes = World.Limits.ActionBytesMax + 1;

    /// <summary>One sentence with the figure that can be had; null when nothing speaks against it.</summary>
    public static string? Problem(PlayersSetup setup)
    {
        if (setup.Players > Hashgraph.Limits.MembersMax)
        {
            return $"a session has at most {Hashgraph.Limits.MembersMax:N0} members (the event format numbers them): "
                + $"ask for --players {Hashgraph.Limits.MembersMax} or fewer.";
        }

        if (setup.Seconds > Limits.CrowdSecondsMax)
        {
            return $"a crowd runs for at most {Limits.CrowdSecondsMax} s: "
                + $"ask for --seconds {Limits.CrowdSecondsMax} or fewer.";
        }

        int most = MostActionsPerSecond(setup);
        int wanted = Math.Max(setup.Rate, setup.BurstRate);
        return wanted <= most
            ? null
            : Invariant($"{setup.Players:N0} players at {wanted} actions per second each need more than ")
                + Invariant($"the upload budget of {setup.UploadBytesPerS / 1_024:N0} KiB/s per player carries: ")
                + Invariant($"at most {most} per second and player; lower --rate or raise --upload.");
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    /// <summary>Full events, as many as the budget pushes to everybody.</summary>
    private static int MostActionsPerSecond(PlayersSetup setup)
    {
        int parents = Math.Min(setup.Players - 1, Math.Max(ParentsFloorMin, setup.Parents / 3));
        int empty = EventBytes + (parents * ParentBytes);
        int room = Gossip.Limits.EventBytesMax + 78 - empty;
        double events = setup.UploadBytesPerS * PushShare / ((setup.Players - 1) * (double)(empty + room));
        events = setup.EventsPerSecond > 0 ? Math.Min(events, setup.EventsPerSecond) : Math.Min(events, 200);
        return (int)(events * room / ActionBytes);
    }
}
