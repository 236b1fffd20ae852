namespace Hearsay.Hashgraph.Tests;

/// <summary>
/// Counts how often random graphs reach the rare paths: a comparison proves nothing about a path not taken.
/// </summary>
public sealed class GraphCoverage
{
    public int DecidedRounds { get; private set; }

    public int RoundsWithoutJudges { get; private set; }

    public int WitnessesNotFamous { get; private set; }

    /// <summary>Creators with several famous witnesses in one round, none of which is a judge.</summary>
    public int FamousBranches { get; private set; }

    public int ReceivedEvents { get; private set; }

    public int ReceivedBranchEvents { get; private set; }

    /// <summary>Events that were inserted when a parent of theirs was received already.</summary>
    public int LateEvents { get; private set; }

    /// <summary>Branches that were inserted when the event they split from was received already.</summary>
    public int LateBranches { get; private set; }

    /// <summary>Witnesses that were inserted when their round was decided already.</summary>
    public int LateWitnesses { get; private set; }

    /// <summary>Timestamps that had to be moved up behind the one before.</summary>
    public int TiedTimestamps { get; private set; }

    public int LongestElection { get; private set; }

    public int Contradictions { get; private set; }

    public void Add(TestGraph graph, ICoin? coin = null)
    {
        ReferenceGraph reference = new(graph, coin);
        AddElections(reference);
        AddReceived(graph, reference);
        AddLate(graph, reference, coin);
    }

    public override string ToString() =>
        $"rounds {DecidedRounds}, without judges {RoundsWithoutJudges}, not famous {WitnessesNotFamous}, "
        + $"famous branches {FamousBranches}, received {ReceivedEvents}, of branches {ReceivedBranchEvents}, "
        + $"late events {LateEvents}, late branches {LateBranches}, late witnesses {LateWitnesses}, "
        + $"ties {TiedTimestamps}, longest election {LongestElection}, contradictions {Contradictions}";

    private void AddElections(ReferenceGraph reference)
    {
        LongestElection = Math.Max(LongestElection, reference.Elections.LongestElection);
        Contradictions += reference.Elections.Contradictions;
        DecidedRounds += reference.Published.Count;
        for (int round = 1; round <= reference.Published.Count; round++)
        {
            IReadOnlyList<TestEvent> witnesses = reference.Rounds.WitnessesOf(round);
            List<TestEvent> famous = witnesses.Where(w => reference.Elections.FameOf(w) == Fame.Famous).ToList();
            WitnessesNotFamous += witnesses.Count - famous.Count;
            FamousBranches += famous.GroupBy(w => w.Creator).Count(ofOneCreator => ofOneCreator.Count() > 1);
            RoundsWithoutJudges += reference.Published[round - 1].Judges.Count == 0 ? 1 : 0;
        }
    }

    private void AddReceived(TestGraph graph, ReferenceGraph reference)
    {
        HashSet<int> branching = graph.Events
            .GroupBy(e => (e.Creator, e.Sequence))
            .Where(siblings => siblings.Count() > 1)
            .Select(siblings => siblings.Key.Creator)
            .ToHashSet();
        foreach (PublishedRound round in reference.Published)
        {
            ReceivedEvents += round.Events.Count;
            ReceivedBranchEvents += round.Events.Count(e => branching.Contains(e.Creator.Value));
            TiedTimestamps += round.Events.Zip(round.Events.Skip(1))
                .Count(pair => pair.Second.Timestamp.Value == pair.First.Timestamp.Value + 1);
        }
    }

    private void AddLate(TestGraph graph, ReferenceGraph reference, ICoin? coin)
    {
        GraphFeed feed = new(graph, coin);
        HashSet<TestEvent> continued = [];
        foreach (TestEvent e in graph.Events)
        {
            bool isLate = e.Parents().Any(p => feed.Fast.IsReceived(feed.HandleOf(p)));
            bool isBranch = e.SelfParent is not null && !continued.Add(e.SelfParent);
            LateEvents += isLate ? 1 : 0;
            LateBranches += isBranch && feed.Fast.IsReceived(feed.HandleOf(e.SelfParent!)) ? 1 : 0;
            bool isDecided = reference.Rounds.RoundOf(e) <= feed.Fast.LastDecidedRound.Number;
            LateWitnesses += isDecided && reference.Rounds.IsWitness(e) ? 1 : 0;
            feed.Insert(e);
            feed.TakeRounds();
        }
    }
}
