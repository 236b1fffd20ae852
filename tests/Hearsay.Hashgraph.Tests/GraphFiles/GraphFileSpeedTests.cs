using System.Diagnostics;

namespace Hearsay.Hashgraph.Tests;

public sealed class GraphFileSpeedTests
{
    [Test]
    [Explicit("Prints a time; a bound would depend on the machine.")]
    public void Order_Of100000EventsBy32Members_TakesAFewSeconds([Values(1, 4, 31)] int parents)
    {
        byte[] file = System.Text.Encoding.UTF8.GetBytes(GraphText.Of(Gossip(100_000, parents)));
        Stopwatch watch = Stopwatch.StartNew();

        GraphFileOutcome outcome = GraphFileOrdering.Order(new MemoryStream(file), TextWriter.Null);

        TestContext.Out.WriteLine(
            $"{parents} parents, {file.Length >> 20} MiB: {watch.ElapsedMilliseconds} ms, {outcome}");
        Assert.That(outcome.Refusal, Is.Null);
        Assert.That(outcome.Rounds, Is.Positive);
    }

    private static TestGraph Gossip(int events, int parents)
    {
        SeededRandom random = new(8);
        TestGraph graph = new(Enumerable.Repeat(1, 32).ToArray());
        TestEvent?[] tips = new TestEvent?[32];
        for (int i = 0; i < events; i++)
        {
            int creator = i % 32;
            int first = random.Next(32);
            TestParent[] named = Enumerable.Range(first, 32)
                .Select(other => tips[other % 32])
                .Where(tip => tip is not null && tip.Creator != creator)
                .Take(parents)
                .Select(tip => new TestParent(tip!, 100))
                .ToArray();
            tips[creator] = graph.Add(random.NextHash(), creator, tips[creator], 1000 * (i + 1), named);
        }

        return graph;
    }
}
