using Hearsay.Session;

namespace Hearsay.Cli;

/// <summary>
/// Says in plain sentences what went wrong in a load test, so that a figure is not taken for another.
/// </summary>
internal static class PlayersRemarks
{
    // A crowd that is later than a fifth of the finality that is measured changes what it measures.
    private const double LateMsMax = 200;

    /// <summary>The sentences; none when all went well.</summary>
    /// <param name="dropped">Datagrams that the peer dropped in the measured time, because its queue was full.</param>
    /// <param name="atEnd">The peer at the very end.</param>
    /// <param name="crowd">The crowd's last word; null when it said none.</param>
    /// <param name="lost">Actions in events that are not final.</param>
    public static IReadOnlyList<string> Of(
        long dropped, SessionStatistics atEnd, CrowdStatus? crowd, long lost)
    {
        List<string> remarks = [];
        if (crowd is null)
        {
            return ["The crowd's process did not end in time: there is nothing to compare the peer with."];
        }

        if (crowd.LateMs.P99 > LateMsMax)
        {
            remarks.Add(Invariant($"The crowd's process was late (p99 {crowd.LateMs.P99:N0} ms): this machine is too ")
                + "slow or too busy for so many players, and the finality above is longer than a player's.");
        }

        if (dropped > 0)
        {
            remarks.Add(Invariant($"The peer did not keep up: its queue was full and {dropped:N0} ")
                + "datagrams were dropped, which it then asked for again.");
        }

        if (atEnd.LastRound.Number < crowd.DigestRound)
        {
            remarks.Add(Invariant($"The peer fell behind: it knows round {atEnd.LastRound.Number:N0} of the crowd's ")
                + Invariant($"{crowd.DigestRound:N0} and {lost:N0} actions are not final there; it has ")
                + Invariant($"{atEnd.GraphEvents:N0} of {crowd.Events:N0} events."));
        }
        else if (lost > 0)
        {
            remarks.Add(Invariant($"{lost:N0} actions are in events of rounds that nobody has decided yet."));
        }

        return remarks;
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
