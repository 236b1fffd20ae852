using Hearsay.Hashgraph;
using Hearsay.Session;

namespace Hearsay.Cli;

/// <summary>Whether peers hold the same order and state, compared after one round that all of them have.</summary>
/// <param name="Round">The round; 0 when there is none.</param>
/// <param name="OrderDigests">Of the order up to that round, one per peer, hex; empty where there is none.</param>
/// <param name="StateDigests">Of the state after that round, likewise.</param>
internal sealed record Agreement(int Round, IReadOnlyList<string> OrderDigests, IReadOnlyList<string> StateDigests)
{
    /// <summary>True when every peer gave both digests, and the same ones.</summary>
    public bool IsReached => Round > 0 && AreEqual(OrderDigests) && AreEqual(StateDigests);

    /// <summary>The last round for which all peers took a digest of the state; 0 before the first.</summary>
    public static int LastComparable(IReadOnlyList<Session.Session> sessions)
    {
        int every = new SessionOptions().DigestEveryRounds;
        return sessions.Min(session => session.Statistics().LastRound.Number) / every * every;
    }

    /// <summary>Compares at <see cref="LastComparable"/>.</summary>
    public static async Task<Agreement> AmongAsync(IReadOnlyList<Session.Session> sessions)
    {
        int common = LastComparable(sessions);
        List<string> orders = [];
        List<string> states = [];
        foreach (Session.Session session in sessions)
        {
            RoundDigests? digests = await session.DigestsAsync(new Round(common)).ConfigureAwait(false);
            orders.Add(digests?.Order.ToString() ?? "");
            states.Add(digests?.State?.ToString() ?? "");
        }

        return new Agreement(common, orders, states);
    }

    private static bool AreEqual(IReadOnlyList<string> digests) =>
        digests[0].Length > 0 && digests.All(digest => digest == digests[0]);
}
