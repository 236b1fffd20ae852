namespace Hearsay.Hashgraph.Tests;

/// <summary>
/// Elections that an adversary holds open up to the coin rounds. The graphs that lead there are golden files, because
/// finding one takes long; each test continues one with other gossip, coins and weights.
/// </summary>
public sealed class CoinRoundTests
{
    private const int FirstCoinRound = Elections.CoinPeriod;
    private const int SecondCoinRound = 2 * Elections.CoinPeriod;

    private static readonly ICoin[] Coins =
        [HashCoin.Instance, new FixedCoin(true), new FixedCoin(false), new FirstBitCoin()];

    [Test]
    public void Output_ThroughACoinRound_EqualsTheReference([Range(0, 23)] int seed)
    {
        ICoin coin = Coins[seed % Coins.Length];
        IReadOnlyList<int> weights = seed % 3 == 0 ? [7, 7, 7, 7, 1] : [1, 1, 1, 1];
        TestGraph graph = CoinGraph.Continue(GoldenFiles.ReadGraph("coin-round"), weights, (ulong)seed, 100);

        ReferenceGraph reference = new(graph, coin);

        TestContext.Out.WriteLine(
            $"seed {seed}: {reference.Elections.CoinFlips} flips, longest {reference.Elections.LongestElection}");
        Assert.That(reference.Elections.CoinFlips, Is.Positive, "the coin round was reached");
        Assert.That(reference.Elections.LongestElection, Is.GreaterThan(FirstCoinRound));
        Assert.That(reference.Published, Is.Not.Empty);
        GraphComparison.AssertEqual(graph, (ulong)seed, $"coin graph {seed}, {coin}", coin);
    }

    [Test]
    public void Output_ThroughTwoCoinRounds_EqualsTheReference([Range(0, 7)] int seed)
    {
        ICoin coin = new FirstBitCoin();
        TestGraph graph =
            CoinGraph.Continue(GoldenFiles.ReadGraph("second-coin-round"), [1, 1, 1, 1], (ulong)seed, 100);

        ReferenceGraph reference = new(graph, coin);

        Assert.That(reference.Elections.CoinFlips, Is.GreaterThan(4), "both coin rounds were reached");
        Assert.That(reference.Elections.LongestElection, Is.GreaterThan(SecondCoinRound));
        GraphComparison.AssertEqual(graph, (ulong)seed, $"second coin round, seed {seed}", coin);
    }

    [Test]
    public void CoinRound_WithASupermajority_DecidesNothing([Range(0, 2)] int seed)
    {
        // Even votes up to round 8 after the candidate's: round 9 votes as one, and round 10 may not decide by it.
        TestGraph graph =
            CoinGraph.Continue(GoldenFiles.ReadGraph("before-coin-round"), [1, 1, 1, 1], (ulong)seed, 60);
        GraphFeed feed = new(graph);
        int strongVotes = 0;
        foreach (TestEvent e in graph.Events)
        {
            feed.Insert(e);
            feed.TakeRounds();
            if (feed.Fast.HighestRound.Number >= FirstCoinRound)
            {
                ReferenceGraph reference = new(graph.Prefix(e.Index + 1));
                Assert.That(PublishedRound.Difference(reference.Published, feed.Published), Is.Null, $"after {e}");
                strongVotes = reference.Elections.StrongCoinVotes;
            }
        }

        Assert.That(strongVotes, Is.Positive);
    }

    [Test]
    public void Fame_AfterACoinRound_FollowsTheCoin([Values] bool side)
    {
        ICoin coin = new FixedCoin(side);
        TestGraph graph = CoinGraph.Continue(GoldenFiles.ReadGraph("coin-round"), [1, 1, 1, 1], 1, 100);

        Elections elections = new ReferenceGraph(graph, coin).Elections;

        Assert.That(elections.FameOf(graph.Events[0]), Is.EqualTo(side ? Fame.Famous : Fame.NotFamous));
    }

    [Test]
    public void HashCoin_IsTheLowestBitOfTheLastByte()
    {
        byte[] bytes = new byte[EventHash.Bytes];
        bytes[^1] = 0b1111_1110;
        bytes[15] = 0xFF;
        Assert.That(HashCoin.Instance.Flip(EventHash.Read(bytes)), Is.False);

        bytes[^1] = 1;
        bytes[15] = 0;
        Assert.That(HashCoin.Instance.Flip(EventHash.Read(bytes)), Is.True);
    }

    [TestCase("before-coin-round", FirstCoinRound - 1)]
    [TestCase("coin-round", FirstCoinRound)]
    [TestCase("second-coin-round", SecondCoinRound)]
    [Explicit("Searches for the golden graphs of this file anew: minutes.")]
    public void Search_ForACoinRound_FindsOne(string name, int coinRound)
    {
        Assert.That(GoldenFiles.MayRewrite(), Is.True, "HEARSAY_REWRITE_GOLDEN=1 is set");
        TestGraph? found = null;
        for (ulong seed = 0; found is null; seed++)
        {
            TestContext.Out.WriteLine($"seed {seed}");
            found = CoinGraph.TryCreate(seed, new FirstBitCoin(), coinRound);
        }

        GoldenFiles.Write($"{name}.graph.jsonl", GraphText.Of(found));
    }

    private sealed class FixedCoin(bool side) : ICoin
    {
        public bool Flip(EventHash witness) => side;
    }

    private sealed class FirstBitCoin : ICoin
    {
        public bool Flip(EventHash witness) => witness.Prefix >> 63 != 0;
    }
}
