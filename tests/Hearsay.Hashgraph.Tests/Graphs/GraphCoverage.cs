namespace Hearsay.Hashgraph.Tests;

/// <summary>
/// Counts how often random graphs reach the rare paths: a comparison proves nothing about a path not taken.
/// </summary>
public sealed class GraphCoverage
{
    public int DecidedRounds { get; private set; }

    public int RoundsWithoutJudges { get; private set; }

    public int WitnessesNotFamous { get; private set; }

    /// <summary>Creators with several famous witnesses in one round.</summary>
    public int FamousBranches { get; private set; }

    public int Convictions { get; private set; }

    /// <summary>Candidates for judge whose creators are convicted.</summary>
    public int CandidatesPassedOver { get; private set; }

    /// <summary>Judges whose creators branched, in sight of nobody yet.</summary>
    public int BranchedJudges { get; private set; }

    /// <summary>Events of convicted members below what was received.</summary>
    public int VoidEvents { get; private set; }

    /// <summary>Events that strongly see a witness by an ancestor and not by themselves.</summary>
    public int InheritedSights { get; private set; }

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
        + $"famous branches {FamousBranches}, convictions {Convictions}, "
        + $"candidates passed over {CandidatesPassedOver}, "
        + $"branched judges {BranchedJudges}, void {VoidEvents}, inherited sights {InheritedSights}, "
        + $"received {ReceivedEvents}, of branches {ReceivedBranchEvents}, "
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
            Convictions += reference.Published[round - 1].Convicted.Count;
            CandidatesPassedOver +=
                reference.Elections.CandidatesOf(round).Count - reference.Published[round - 1].Judges.Count;
        }
    }

    private void AddBranched(TestGraph graph, ReferenceGraph reference, HashSet<int> branching)
    {
        HashSet<EventHash> judges = reference.Published.SelectMany(round => round.Judges).ToHashSet();
        HashSet<EventHash> received =
            reference.Published.SelectMany(round => round.Events).Select(e => e.Hash).ToHashSet();
        BranchedJudges += graph.Events.Count(e => branching.Contains(e.Creator) && judges.Contains(e.Hash));
        VoidEvents += graph.Events.Count(e => !received.Contains(e.Hash) && graph.Events.Any(
            child => received.Contains(child.Hash) && child.Parents().Contains(e)));
        foreach (TestEvent e in graph.Events.Where(reference.Rounds.IsWitness))
        {
            InheritedSights +=
                reference.Rounds.StronglySeenBy(e).Count(x => !reference.Ancestry.StronglySeesByItself(e, x));
        }
    }

    private void AddReceived(TestGraph graph, ReferenceGraph reference)
    {
        HashSet<int> branching = graph.Events
            .GroupBy(e => (e.Creator, e.Sequence))
            .Where(siblings => siblings.Count() > 1)
            .Select(siblings => siblings.Key.Creator)
            .ToHashSet();
        if (branching.Count > 0)
        {
            AddBranched(graph, reference, branching);
        }

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
