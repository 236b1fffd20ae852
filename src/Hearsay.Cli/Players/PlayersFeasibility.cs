using Hearsay.Session;
using Hearsay.Simulation;

namespace Hearsay.Cli;

/// <summary>
/// Says before a load test what cannot be: more players than a roster has, more actions than uploads carry.
/// </summary>
internal static class PlayersFeasibility
{
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

        int most = (int)CrowdBudget.MostActionsPerS(setup.ToCrowd(0, new Constitution().HeartbeatMs));
        double wanted = Math.Max(setup.Rate, setup.BurstRate);
        return wanted <= most
            ? null
            : Invariant($"{setup.Players:N0} players at {wanted} actions per second each need more than ")
                + Invariant($"the upload budget of {setup.UploadBytesPerS / 1_024:N0} KiB/s per player carries: ")
                + Invariant($"at most {most} per second and player; lower --rate or raise --upload.");
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
