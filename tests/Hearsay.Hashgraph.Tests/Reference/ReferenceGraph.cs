namespace Hearsay.Hashgraph.Tests;

/// <summary>
/// The consensus of a whole graph, written from the definitions alone: sets of events, no lanes, nothing released,
/// everything computed anew. Slow and plain, to hold <see cref="EventGraph"/> against. Source: SWIRLDS-TR-2016-01, with
/// the departures that <see cref="EventGraph"/> documents.
/// </summary>
public sealed class ReferenceGraph
{
    public ReferenceGraph(TestGraph graph, ICoin? coin = null)
    {
        Ancestry = new Ancestry(graph);
        Rounds = new RoundsCreated(graph, Ancestry);
        Elections = new Elections(graph, Ancestry, Rounds, coin ?? HashCoin.Instance);
        ReferenceOrder order = new(graph, Ancestry);
        List<PublishedRound> published = [];
        int last = Elections.LastDecidedRound();
        for (int round = 1; round <= last; round++)
        {
            published.Add(order.Receive(round, Elections.CandidatesOf(round)));
        }

        Published = published;
    }

    public Ancestry Ancestry { get; }

    public RoundsCreated Rounds { get; }

    public Elections Elections { get; }

    /// <summary>All decided rounds, from the first.</summary>
    public IReadOnlyList<PublishedRound> Published { get; }
}
