namespace Hearsay.Hashgraph.Tests;

/// <summary>What is told of the elections' tallies, against the definitions.</summary>
public sealed class ElectionObserverTests
{
    [Test]
    public void Tallied_InSessionsWithoutBranches_NamesWhatTheDefinitionsLeaveOpen([Range(66, 75)] int seed)
    {
        GraphShape shape = GraphShape.Draw((ulong)seed) with { Branching = 0, Events = 500 };
        TestContext.Out.WriteLine(shape);
        TestGraph graph = RandomGraph.Create(shape);
        ReferenceGraph reference = new(graph);
        Tallies tallies = new(reference);
        GraphFeed feed = new(graph);
        feed.Fast.ElectionObserver = tallies;
        foreach (TestEvent e in graph.Events)
        {
            tallies.Inserted = e;
            feed.Insert(e);
            feed.TakeRounds();
        }

        Assert.That(tallies.Strong > 0, Is.EqualTo(feed.Published.Count > 0), "some decide");
        Assert.That(PublishedRound.Difference(reference.Published, feed.Published), Is.Null);
    }

    private sealed class Tallies(ReferenceGraph reference) : IElectionObserver
    {
        private readonly HashSet<(int Round, int Word, TestEvent Voter)> _told = [];

        public TestEvent Inserted { get; set; } = null!;

        /// <summary>Candidates told as decided, over all tallies.</summary>
        public int Strong { get; private set; }

        public void Tallied(int round, int word, (int Round, int Member) voter, ulong weak)
        {
            Assert.That(voter, Is.EqualTo((reference.Rounds.RoundOf(Inserted), Inserted.Creator)));
            Assert.That(_told.Add((round, word, Inserted)), Is.True, "each once");
            TestEvent[] candidates = [.. reference.Rounds.WitnessesOf(round)
                .Where(witness => witness.Index < Inserted.Index && witness.Creator >> 6 == word)];
            ulong open = 0;
            foreach (TestEvent candidate in candidates)
            {
                bool isDecided = reference.Elections.Decides(Inserted, candidate);
                open |= isDecided ? 0 : 1UL << (candidate.Creator & 63);
                Strong += isDecided ? 1 : 0;
            }

            Assert.That(weak, Is.EqualTo(open), $"{Inserted} on round {round}: {candidates.Length} witnesses");
        }
    }
}
