namespace Hearsay.Hashgraph.Tests;

public sealed class RandomGraphTests
{
    [Test]
    public void Create_OverManySeeds_ReachesTheRarePaths()
    {
        GraphCoverage coverage = new();
        for (ulong seed = 0; seed < 500; seed++)
        {
            coverage.Add(RandomGraph.Create(GraphShape.Draw(seed)));
        }

        TestContext.Out.WriteLine(coverage);
        Assert.That(coverage.DecidedRounds, Is.GreaterThan(1000));
        Assert.That(coverage.WitnessesNotFamous, Is.GreaterThan(500));
        Assert.That(coverage.ReceivedBranchEvents, Is.GreaterThan(500));
        Assert.That(coverage.LateEvents, Is.GreaterThan(1000));
        Assert.That(coverage.LateBranches, Is.GreaterThan(10));
        Assert.That(coverage.LateWitnesses, Is.GreaterThan(100));
        Assert.That(coverage.TiedTimestamps, Is.GreaterThan(1000));
        Assert.That(coverage.LongestElection, Is.GreaterThan(2));
        Assert.That(coverage.Convictions, Is.GreaterThan(50));
        Assert.That(coverage.BranchedJudges, Is.GreaterThan(50));
        Assert.That(coverage.VoidEvents, Is.GreaterThan(50));
        Assert.That(coverage.InheritedSights, Is.GreaterThan(50));
        Assert.That(coverage.Contradictions, Is.Zero);
    }

    [Test]
    public void Shuffle_KeepsEventsAndParents([Values(0, 50, 95)] int greed)
    {
        TestGraph graph = RandomGraph.Create(GraphShape.Draw(7));

        TestGraph shuffled = graph.Shuffle(new SeededRandom(1), greed);

        Assert.That(shuffled.Events.Select(e => e.Hash), Is.EquivalentTo(graph.Events.Select(e => e.Hash)));
        Assert.That(shuffled.Events.Select(e => e.Hash), Is.Not.EqualTo(graph.Events.Select(e => e.Hash)));
        Assert.That(shuffled.Events.All(e => e.Parents().All(p => p.Index < e.Index)), Is.True);
    }

    [Test]
    public void Shrink_KeepsWhatFails()
    {
        GraphShape shape = new() { Seed = 1, Members = 4, Events = 200, OtherParentsMax = 3 };
        TestGraph graph = RandomGraph.Create(shape);

        TestGraph shrunk = GraphShrinker.Shrink(graph, g => new ReferenceGraph(g).Rounds.Highest >= 3);

        Assert.That(new ReferenceGraph(shrunk).Rounds.Highest, Is.EqualTo(3));
        Assert.That(shrunk.Events, Has.Count.LessThan(40));
    }
}
