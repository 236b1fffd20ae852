using System.Security.Cryptography;
using Hearsay.Hashgraph;

namespace Hearsay.Session.Tests;

/// <summary>
/// Rounds of four members, one of which branched: it made a first event for member 0 and another for member 1.
/// </summary>
internal static class ConvictingRounds
{
    public const int Hostile = 3;

    private const int Honest = 3;
    private const int Events = 60;

    public static IEnumerable<OrderedRound> Play()
    {
        EventGraph graph = new(Roster.OfEqualMembers(Honest + 1));
        EventHandle[] branches =
            [.. Enumerable.Range(0, 2).Select(i => Insert(graph, Hostile, 0, i, EventHandle.None))];
        EventHandle[] heads = new EventHandle[Honest];
        OrderedRound round = new();
        for (int i = 0; i < Events; i++)
        {
            int creator = i % Honest;
            EventHandle other = i < branches.Length ? branches[i] : heads[(creator + Honest - 1) % Honest];
            heads[creator] = Insert(graph, creator, i / Honest, 2 + i, heads[creator], other);
            while (graph.TryTakeRound(round))
            {
                yield return round;
            }
        }
    }

    private static EventHandle Insert(
        EventGraph graph, int creator, int sequence, int number, EventHandle self, params EventHandle[] others)
    {
        NewEvent next = new()
        {
            Hash = EventHash.Read(SHA256.HashData(BitConverter.GetBytes(number))),
            Creator = new MemberIndex(creator),
            Sequence = new Sequence(sequence),
            SelfParent = self,
            CreatedAt = new Micros(1_000 * (number + 1)),
        };
        OtherParent[] parents =
            [.. others.Where(other => other.IsSome).Select(other => new OtherParent(other, new Micros(10)))];
        Assert.That(graph.TryInsert(next, parents, out EventHandle handle), Is.EqualTo(InsertOutcome.Inserted));
        return handle;
    }
}
