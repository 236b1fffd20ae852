using System.Security.Cryptography;
using System.Text;

namespace Hearsay.Hashgraph.Tests;

/// <summary>
/// The orders of many drawn graphs, as the reference once worked them out: the slow half of a comparison is a file
/// of digests, so that hundreds of graphs take a second. What differs here is shown by the tests that compare with the
/// reference itself.
/// </summary>
public sealed class DrawnGraphTests
{
    private const int GraphsPerLine = 20;
    private const int WideMembers = 70;
    private const string FileName = "drawn.digests.txt";

    [TestCaseSource(nameof(Batches))]
    public void Output_OfDrawnGraphs_HasTheReferencesDigest(string family, int first)
    {
        string key = $"{family} {first}";
        Dictionary<ulong, TestGraph> graphs = Enumerable.Range(first, GraphsPerLine)
            .Select(seed => (ulong)seed)
            .ToDictionary(seed => seed, seed => Draw(family, seed));
        string drawn = Digest(graphs.Values.Select(TextOf));
        if (GoldenFiles.MayRewrite())
        {
            string orders = Digest(graphs.Values.Select(graph => TextOf(new ReferenceGraph(graph).Published)));
            Rewrite(key, $"{key}: {drawn} {orders}");
        }

        string[] golden = Golden()[key].Split(' ');
        Assert.That(drawn, Is.EqualTo(golden[2]), "the graphs are those that the digests were made for");
        foreach (int greed in (int[])[0, 50, 85])
        {
            string orders = Digest(graphs.Select(pair => TextOf(Run(pair.Value, pair.Key, greed))));
            Assert.That(orders, Is.EqualTo(golden[3]), $"{key}, shuffled with greed {greed}");
        }
    }

    private static IEnumerable<TestCaseData> Batches() =>
        from family in (string[])["random", "wide", "duel-4-1", "duel-5-1", "duel-7-2", "duel-8-1", "duel-10-3"]
        from batch in Enumerable.Range(0, family == "random" ? 20 : 2)
        select new TestCaseData(family, batch * GraphsPerLine);

    private static TestGraph Draw(string family, ulong seed)
    {
        string[] parts = family.Split('-');
        return parts[0] switch
        {
            "random" => RandomGraph.Create(GraphShape.Draw(seed)),
            "wide" => Spread(RandomGraph.Create(GraphShape.Draw(seed))),
            _ => DuelGraph.Create(seed, int.Parse(parts[1]), int.Parse(parts[2]), layers: 22),
        };
    }

    // The members far apart among others, who are silent and weigh next to nothing: loops over vectors and words of
    // members come to more than their first.
    private static TestGraph Spread(TestGraph graph)
    {
        int[] weights = Enumerable.Repeat(1, WideMembers).ToArray();
        int[] places = Enumerable.Range(0, graph.Members)
            .Select(member => (WideMembers - 1) * member / Math.Max(1, graph.Members - 1))
            .ToArray();
        for (int member = 0; member < graph.Members; member++)
        {
            weights[places[member]] = 1000 * graph.Weights[member];
        }

        TestGraph wide = new(weights);
        foreach (TestEvent e in graph.Events)
        {
            TestEvent? selfParent = e.SelfParent is null ? null : wide.Events[e.SelfParent.Index];
            TestParent[] others = e.OtherParents.Select(p => p with { Event = wide.Events[p.Event.Index] }).ToArray();
            wide.Add(e.Hash, places[e.Creator], selfParent, e.CreatedAt, others);
        }

        return wide;
    }

    // The first order is the one drawn; the later ones take rounds seldom.
    private static IReadOnlyList<PublishedRound> Run(TestGraph graph, ulong seed, int greed) => greed == 0
        ? GraphFeed.Run(graph)
        : GraphFeed.Run(graph.Shuffle(new SeededRandom(seed), greed), takeEvery: 1 + (int)(seed % 30));

    private static string TextOf(TestGraph graph)
    {
        StringBuilder text = new();
        foreach (TestEvent e in graph.Events)
        {
            text.Append(e.Creator).Append(' ').Append(e.SelfParent?.Index).Append(' ').Append(e.Hash.Prefix);
            text.Append(' ').Append(e.CreatedAt);
            foreach (TestParent parent in e.OtherParents)
            {
                text.Append(' ').Append(parent.Event.Index).Append('/').Append(parent.Age);
            }
        }

        return text.ToString();
    }

    private static string TextOf(IReadOnlyList<PublishedRound> rounds)
    {
        StringBuilder text = new();
        foreach (PublishedRound round in rounds)
        {
            text.Append(round.Round).Append(' ').Append(round.Time).Append(' ').AppendJoin(',', round.Convicted);
            text.Append(' ').AppendJoin(',', round.Judges.Select(judge => judge.Prefix));
            foreach (OrderedEvent e in round.Events)
            {
                text.Append(' ').Append(e.Hash.Prefix).Append('@').Append(e.Timestamp.Value);
            }
        }

        return text.ToString();
    }

    private static string Digest(IEnumerable<string> texts) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', texts))), 0, 12);

    private static Dictionary<string, string> Golden() => GoldenFiles.Read(FileName)
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .ToDictionary(line => line[..line.IndexOf(':')]);

    private static void Rewrite(string key, string line)
    {
        Dictionary<string, string> lines = Golden();
        lines[key] = line;
        GoldenFiles.Write(FileName, string.Concat(lines.Values.Select(each => each + '\n')));
    }
}
