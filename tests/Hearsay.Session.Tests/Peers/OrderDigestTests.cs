using System.Security.Cryptography;
using Hearsay.Hashgraph;

namespace Hearsay.Session.Tests;

public sealed class OrderDigestTests
{
    private const int LongChain = 300;

    [Test]
    public void Add_Rounds_IsTheHashOfTheDocumentedBytes()
    {
        EventHash epoch = HashOf(1_000_000);
        OrderDigest digest = new(epoch);
        byte[] expected = BytesOf(epoch);
        int mostEvents = 0;
        foreach (OrderedRound round in RoundsWithALongOne())
        {
            digest.Add(round);
            expected = Next(expected, round);
            mostEvents = Math.Max(mostEvents, round.Events.Length);
            Assert.That(digest.Value, Is.EqualTo(EventHash.Read(expected)), $"round {round.Round.Number}");
        }

        Assert.That(mostEvents, Is.GreaterThan(2 * 128), "a round of several groups was among them");
    }

    [Test]
    public void Add_RoundWithAConviction_IsTheHashOfTheDocumentedBytes()
    {
        EventHash epoch = HashOf(1_000_000);
        OrderDigest digest = new(epoch);
        byte[] expected = BytesOf(epoch);
        int convictions = 0;
        foreach (OrderedRound round in ConvictingRounds.Play())
        {
            digest.Add(round);
            expected = Next(expected, round);
            convictions += round.Convicted.Length;
            Assert.That(digest.Value, Is.EqualTo(EventHash.Read(expected)), $"round {round.Round.Number}");
        }

        Assert.That(convictions, Is.EqualTo(1));
    }

    private static byte[] Next(byte[] digest, OrderedRound round)
    {
        foreach (MemberIndex convicted in round.Convicted)
        {
            digest = SHA256.HashData([.. digest, .. BitConverter.GetBytes((ushort)convicted.Value)]);
        }

        OrderedEvent[][] groups = round.Events.Length == 0 ? [[]] : [.. round.Events.ToArray().Chunk(128)];
        foreach (OrderedEvent[] group in groups)
        {
            IEnumerable<byte> bytes = digest
                .Concat(BitConverter.GetBytes(round.Round.Number))
                .Concat(BitConverter.GetBytes(round.Time.Value))
                .Concat(BitConverter.GetBytes(group.Length))
                .Concat(group.SelectMany(e => BytesOf(e.Hash).Concat(BitConverter.GetBytes(e.Timestamp.Value))));
            digest = SHA256.HashData([.. bytes]);
        }

        return digest;
    }

    // Member 3 makes a long chain alone; then the others, who take turns, hear of it at once.
    private static IEnumerable<OrderedRound> RoundsWithALongOne()
    {
        EventGraph graph = new(Roster.OfEqualMembers(4));
        EventHandle[] heads = new EventHandle[4];
        int[] sequences = new int[4];
        OrderedRound round = new();
        for (int i = 0; i < LongChain + 60; i++)
        {
            int creator = i < LongChain ? 3 : i % 3;
            int other = i == LongChain ? 3 : (creator + 2) % 3;
            OtherParent[] parents = i < LongChain || !heads[other].IsSome ? [] : [new(heads[other], new Micros(10))];
            NewEvent next = new()
            {
                Hash = HashOf(i),
                Creator = new MemberIndex(creator),
                Sequence = new Sequence(sequences[creator]++),
                SelfParent = heads[creator],
                CreatedAt = new Micros(1_000 * (i + 1)),
            };
            Assert.That(graph.TryInsert(next, parents, out heads[creator]), Is.EqualTo(InsertOutcome.Inserted));
            while (graph.TryTakeRound(round))
            {
                yield return round;
            }
        }
    }

    private static EventHash HashOf(int content) => EventHash.Read(SHA256.HashData(BitConverter.GetBytes(content)));

    private static byte[] BytesOf(EventHash hash)
    {
        byte[] bytes = new byte[EventHash.Bytes];
        hash.Write(bytes);
        return bytes;
    }
}
