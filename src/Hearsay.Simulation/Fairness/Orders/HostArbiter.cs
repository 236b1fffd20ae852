using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// What a host-authoritative game would decide: the host is one of the players, and the first grab to arrive there
/// wins. An action of the host's own player is there at once. Delays and jitter are those of the session's links.
/// </summary>
internal sealed class HostArbiter(PacketNetwork network, Dice dice)
{
    /// <summary>For each host, whether the first one of a race wins.</summary>
    public bool[] JudgeRace(Contest contest)
    {
        bool[] firstWins = new bool[network.Nodes];
        for (int host = 0; host < network.Nodes; host++)
        {
            long first = WayMicros(contest.First, host);
            long second = WayMicros(contest.Second, host) + (contest.HeadStartMicros ?? 0);
            firstWins[host] = first < second || (first == second && dice.Below(2) == 0);
        }

        return firstWins;
    }

    /// <summary>
    /// For each host, whether the first one wins against a rush: nobody hears of an action before it was at the host,
    /// so a rusher is too late always, unless the host itself is one of those who lie.
    /// </summary>
    public bool[] JudgeRush(IReadOnlyCollection<int> liars) =>
        [.. Enumerable.Range(0, network.Nodes).Select(host => !liars.Contains(host))];

    private long WayMicros(MemberIndex from, int host)
    {
        LinkState link = network.Link(from.Value, host);
        return from.Value == host ? 0
            : link.DelayMicros + (link.JitterMicros > 0 ? dice.Exponential(link.JitterMicros) : 0);
    }
}
