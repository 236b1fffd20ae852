using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

/// <summary>What a session around the globe came to: how many events it took, and how long actions did.</summary>
/// <param name="EventsPerRound">Own events per member and decided round.</param>
/// <param name="FinalityMs">Median time from an action's submission to its order at the member that submitted
/// it.</param>
/// <param name="WaitMs">Mean time from an action's submission to the next event of its member.</param>
internal sealed record SessionPace(double EventsPerRound, double FinalityMs, double WaitMs)
{
    // Members live on three continents, one after the other, at most so far apart on each; to another continent it is
    // farther, and two of them are farthest apart.
    private const double OnContinentMs = 30;
    private static readonly double[] BetweenMs = [70, 85, 110];

    private const int SecondsPlayed = 12;
    private const int ActionEveryMs = 125;

    /// <summary>Mean one-way delay between two of so many members.</summary>
    public static double MeanDelayMs(int members) =>
        Enumerable.Range(0, members * members)
            .Where(pair => pair / members != pair % members)
            .Average(pair => DelayMs(pair / members, pair % members));

    /// <summary>Plays a session in which some member submits an action eight times a second.</summary>
    public static SessionPace Of(int members, GossipOptions options, Action<VirtualNetwork>? arrange = null)
    {
        VirtualNetwork network = new(members, new NetworkFaults { JitterMs = 2 }, seed: members, options)
        {
            DelayMs = DelayMs,
        };
        arrange?.Invoke(network);
        List<Micros> submitted = [];
        List<double> waits = [];
        for (int i = 0; i < SecondsPlayed * 1_000 / ActionEveryMs; i++)
        {
            int own = network[i % members].OwnEvents.Count;
            network.Submit(i % members, (byte)i);
            submitted.Add(network.Now);
            int waited = 0;
            for (; waited < ActionEveryMs; waited++)
            {
                network.Run(ms: 1);
                if (network[i % members].OwnEvents.Count > own)
                {
                    break;
                }
            }

            waits.Add(waited);
            network.Run(ms: Math.Max(0, ActionEveryMs - waited - 1));
        }

        double rounds = network[0].Engine.Graph.LastDecidedRound.Number;
        double events = network.Peers.Average(peer => (double)peer.Engine.Counters.EventsCreated);
        network.Run(ms: 5_000);
        SessionPace pace = new(events / rounds, MedianFinality(network, submitted), waits.Average());
        TestContext.Out.WriteLine(pace);
        return pace;
    }

    private static double MedianFinality(VirtualNetwork network, List<Micros> submitted)
    {
        int members = network.Roster.Count;
        List<double> finality = [];
        for (int i = 0; i < submitted.Count; i++)
        {
            VirtualPeer peer = network[i % members];
            int at = peer.Actions.IndexOf($"{i % members}:{(i / members) + 1}:{Convert.ToHexString([(byte)i])}");
            Assert.That(at, Is.Not.Negative, $"action {i} is ordered");
            finality.Add((peer.OrderedAt[at] - submitted[i]).Value / 1_000.0);
        }

        finality.Sort();
        return finality[finality.Count / 2];
    }

    private static double DelayMs(int from, int to)
    {
        int within = Math.Abs((from / 3) - (to / 3));
        double near = OnContinentMs * (1 + (within % 3)) / 3;
        return from % 3 == to % 3 ? near : near + BetweenMs[(from % 3) + (to % 3) - 1];
    }
}
