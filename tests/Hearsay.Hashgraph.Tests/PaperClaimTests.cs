namespace Hearsay.Hashgraph.Tests;

/// <summary>One test per lemma of SWIRLDS-TR-2016-01, section 5, that the order rests on.</summary>
public sealed class PaperClaimTests
{
    private const int Seeds = 100;

    /// <summary>Lemma 5.11, consistent hashgraphs: the same event has the same ancestors everywhere.</summary>
    [Test]
    public void Ancestors_InEveryGraphThatHoldsAnEvent_AreTheSame() => OnRandomGraphs((graph, random) =>
    {
        Ancestry whole = new(graph);
        TestGraph shuffled = graph.Shuffle(random);
        TestGraph part = shuffled.Prefix(graph.Events.Count / 2);
        Ancestry ofPart = new(part);
        Dictionary<EventHash, TestEvent> byHash = graph.Events.ToDictionary(e => e.Hash);
        foreach (TestEvent e in part.Events)
        {
            Assert.That(ofPart.AncestorsOf(e).Count, Is.EqualTo(whole.AncestorsOf(byHash[e.Hash]).Count));
        }
    });

    /// <summary>
    /// Lemma 5.12, strongly seeing: of two events that are a branch, at most one is strongly seen, by whomever. So at
    /// most one witness per creator and round is.
    /// </summary>
    [Test]
    public void StronglySeenWitnesses_OfOneCreatorAndRound_AreAtMostOne()
    {
        int branched = 0;
        OnRandomGraphs((graph, _) =>
        {
            ReferenceGraph reference = new(graph);
            for (int round = 1; round <= reference.Rounds.Highest; round++)
            {
                foreach (IGrouping<int, TestEvent> ofOne in reference.Rounds.WitnessesOf(round).GroupBy(w => w.Creator))
                {
                    branched += ofOne.Count() > 1 ? 1 : 0;
                    int seen = ofOne.Count(x => graph.Events.Any(y => reference.Ancestry.StronglySees(y, x)));
                    Assert.That(seen, Is.LessThanOrEqualTo(1), $"round {round}, creator {ofOne.Key}");
                }
            }
        });
        Assert.That(branched, Is.GreaterThan(50), "branches with several witnesses in a round were met");
    }

    /// <summary>Lemma 5.13: an event's round, witness or not, is the same in every graph that holds it.</summary>
    [Test]
    public void RoundCreated_InEveryGraphThatHoldsAnEvent_IsTheSame() => OnRandomGraphs((graph, random) =>
    {
        RoundsCreated whole = new ReferenceGraph(graph).Rounds;
        Dictionary<EventHash, TestEvent> byHash = graph.Events.ToDictionary(e => e.Hash);
        TestGraph part = graph.Shuffle(random).Prefix(graph.Events.Count / 2);
        RoundsCreated ofPart = new ReferenceGraph(part).Rounds;
        foreach (TestEvent e in part.Events)
        {
            Assert.That(ofPart.RoundOf(e), Is.EqualTo(whole.RoundOf(byHash[e.Hash])));
            Assert.That(ofPart.IsWitness(e), Is.EqualTo(whole.IsWitness(byHash[e.Hash])));
        }
    });

    /// <summary>Lemmas 5.14 and 5.15: who decides an election decides it as everybody else.</summary>
    [Test]
    public void Fame_WhoeverDecides_IsTheSame() => OnRandomGraphs((graph, random) =>
    {
        ReferenceGraph whole = new(graph);
        Dictionary<EventHash, TestEvent> byHash = graph.Events.ToDictionary(e => e.Hash);
        ReferenceGraph part = new(graph.Shuffle(random, 50).Prefix(2 * graph.Events.Count / 3));

        Assert.That(whole.Elections.Contradictions, Is.Zero);
        for (int round = 1; round <= part.Rounds.Highest; round++)
        {
            foreach (TestEvent witness in part.Rounds.WitnessesOf(round))
            {
                Fame early = part.Elections.FameOf(witness);
                Fame late = whole.Elections.FameOf(byHash[witness.Hash]);
                Assert.That(early, Is.EqualTo(Fame.Undecided).Or.EqualTo(late), $"round {round}, {witness}");
            }
        }
    });

    /// <summary>Lemma 5.17: every round that is decided has a famous witness.</summary>
    [Test]
    public void DecidedRounds_HaveAFamousWitness() => OnRandomGraphs((graph, _) =>
    {
        ReferenceGraph reference = new(graph);
        foreach (PublishedRound round in reference.Published)
        {
            Assert.That(reference.Elections.CandidatesOf(round.Round), Is.Not.Empty);
        }
    });

    /// <summary>Lemma 5.18: a witness that arrives when its round has a decided witness is not famous.</summary>
    [Test]
    public void Fame_OfALateWitness_IsNo()
    {
        int late = 0;
        OnRandomGraphs((graph, _) =>
        {
            ReferenceGraph whole = new(graph);
            GraphFeed feed = new(graph);
            foreach (TestEvent e in graph.Events)
            {
                bool isDecided = whole.Rounds.RoundOf(e) <= feed.Fast.LastDecidedRound.Number;
                if (isDecided && whole.Rounds.IsWitness(e))
                {
                    late++;
                    Assert.That(whole.Elections.FameOf(e), Is.EqualTo(Fame.NotFamous), $"{e}");
                }

                feed.Insert(e);
                feed.TakeRounds();
            }
        });
        Assert.That(late, Is.GreaterThan(50), "late witnesses were met");
    }

    /// <summary>Theorem 5.19: what is published never changes, whichever events come next.</summary>
    [Test]
    public void PublishedRounds_OfAPart_BeginThoseOfTheWhole() => OnRandomGraphs((graph, random) =>
    {
        IReadOnlyList<PublishedRound> whole = new ReferenceGraph(graph).Published;
        IReadOnlyList<PublishedRound> part =
            new ReferenceGraph(graph.Shuffle(random, 70).Prefix(2 * graph.Events.Count / 3)).Published;

        Assert.That(PublishedRound.Difference(whole.Take(part.Count).ToList(), part), Is.Null);
    });

    private static void OnRandomGraphs(Action<TestGraph, SeededRandom> claim)
    {
        for (ulong seed = 5000; seed < 5000 + Seeds; seed++)
        {
            GraphShape shape = GraphShape.Draw(seed) with
            {
                Branching = (int)(seed % 5),
                BranchPercent = 20,
                CutOffPercent = 3,
            };
            TestContext.Out.WriteLine(shape);
            claim(RandomGraph.Create(shape), new SeededRandom(seed));
        }
    }
}
