namespace Hearsay.Hashgraph.Tests;

/// <summary>Elections that an adversary holds open up to the coin rounds.</summary>
public sealed class CoinRoundTests
{
    // To be in doubt in round 10 after the candidate's, and again in round 20.
    private const int FirstCoinRound = Elections.CoinPeriod;
    private const int SecondCoinRound = 2 * Elections.CoinPeriod;

    private static readonly ICoin[] Coins =
        [HashCoin.Instance, new FixedCoin(true), new FixedCoin(false), new FirstBitCoin()];

    [Test]
    public void Output_ThroughACoinRound_EqualsTheReference([Range(0, 23)] int seed)
    {
        ICoin coin = Coins[seed % Coins.Length];
        IReadOnlyList<int> weights = seed % 3 == 0 ? [7, 7, 7, 7, 1] : [1, 1, 1, 1];
        TestGraph graph = Draw((ulong)seed, weights, coin, FirstCoinRound);

        ReferenceGraph reference = new(graph, coin);

        TestContext.Out.WriteLine(
            $"seed {seed}: {reference.Elections.CoinFlips} flips, longest {reference.Elections.LongestElection}");
        Assert.That(reference.Elections.CoinFlips, Is.Positive, "the coin round was reached");
        Assert.That(reference.Elections.LongestElection, Is.GreaterThan(FirstCoinRound));
        Assert.That(reference.Published, Is.Not.Empty);
        GraphComparison.AssertEqual(graph, (ulong)seed, $"coin graph {seed}, {coin}", coin);
    }

    [Test]
    public void Output_ThroughTwoCoinRounds_EqualsTheReference([Range(0, 3)] int seed)
    {
        ICoin coin = new FirstBitCoin();
        TestGraph graph = Draw((ulong)seed, [1, 1, 1, 1], coin, SecondCoinRound);

        ReferenceGraph reference = new(graph, coin);

        Assert.That(reference.Elections.LongestElection, Is.GreaterThan(SecondCoinRound));
        GraphComparison.AssertEqual(graph, (ulong)seed, $"second coin round, seed {seed}", coin);
    }

    [Test]
    public void Fame_AfterACoinRound_FollowsTheCoin([Values] bool side)
    {
        ICoin coin = new FixedCoin(side);
        TestGraph graph = Draw(1, [1, 1, 1, 1], coin, FirstCoinRound);

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

    // Some searches end in a state that no further round keeps open; then the next seed is tried.
    private static TestGraph Draw(ulong seed, IReadOnlyList<int> weights, ICoin coin, int coinRound)
    {
        for (ulong attempt = 0; attempt < 20; attempt++)
        {
            ulong drawn = seed + 1000 * attempt;
            if (CoinGraph.TryCreate(drawn, weights, coin, coinRound, 100) is { } graph)
            {
                return graph;
            }
        }

        throw new InvalidOperationException($"no graph reaches the coin round from seed {seed}");
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
