using System.Text;

namespace Hearsay.Hashgraph.Tests;

/// <summary>
/// Small graphs as graph files with the order that they must give, for people and for other programs to compare with.
/// Rewritten as <see cref="GoldenFiles"/> says.
/// </summary>
public sealed class GoldenGraphTests
{
    [TestCaseSource(nameof(Scripts))]
    public void Order_OfAGoldenGraph_IsAsWritten(string name)
    {
        TestGraph graph = Script(name);
        string graphText = GraphText.Of(graph);
        string roundsText = OrderOf(graphText);
        if (GoldenFiles.MayRewrite())
        {
            GoldenFiles.Write($"{name}.graph.jsonl", graphText);
            GoldenFiles.Write($"{name}.rounds.jsonl", roundsText);
        }

        string golden = GoldenFiles.Read($"{name}.graph.jsonl");
        Assert.That(golden, Is.EqualTo(graphText), "the script draws the same graph");
        Assert.That(OrderOf(golden), Is.EqualTo(GoldenFiles.Read($"{name}.rounds.jsonl")));
        Assert.That(roundsText, Is.Not.Empty);
    }

    [TestCaseSource(nameof(Scripts))]
    public void Reference_OfAGoldenGraph_AgreesWithIt(string name)
    {
        TestGraph graph = GoldenFiles.ReadGraph(name);

        Assert.That(
            PublishedRound.Difference(new ReferenceGraph(graph).Published, GraphFeed.Run(graph)), Is.Null);
    }

    private static IEnumerable<string> Scripts() => ["one-member", "full-layers", "weights", "branch", "ring", "ages"];

    private static TestGraph Script(string name) => name switch
    {
        "one-member" => Ring([1], 6),
        "full-layers" => ReferenceGraphTests.FullLayers(9).Graph,
        "weights" => Ring([5, 1, 1, 2], 60),
        "branch" => Branch(),
        "ring" => Ring([1, 1, 1, 1], 60),
        _ => RandomGraph.Create(new GraphShape
        {
            Seed = 12,
            Members = 5,
            Events = 90,
            OtherParentsMax = 3,
            Clocks = Clocks.Lying,
        }),
    };

    // Members in turn; each names the newest event of the member before it.
    private static TestGraph Ring(int[] weights, int events)
    {
        TinyGraph tiny = new(weights);
        for (int i = 0; i < events; i++)
        {
            int turn = i / weights.Length;
            string name = $"{(char)('A' + i % weights.Length)}{turn}";
            string before = $"{(char)('A' + (i - 1 + weights.Length) % weights.Length)}{(i - 1) / weights.Length}";
            (string, long)[] parents = i == 0 || weights.Length == 1 ? [] : [(before, 3)];
            tiny.On(name, turn == 0 ? null : $"{name[0]}{turn - 1}", 1000 + 10 * i, parents);
        }

        return tiny.Graph;
    }

    // Full layers; D branches in layer 2: A and B name one event, C the other, and D goes on with the first.
    private static TestGraph Branch()
    {
        TinyGraph tiny = new(1, 1, 1, 1);
        tiny.Layer(0, 100);
        tiny.Layer(1, 200);
        tiny.Layer(2, 300);
        tiny.On("D2x", "D1", 305, ("A1", 1));
        tiny.On("A3", "A2", 400, ("B2", 0), ("C2", 0), ("D2", 0));
        tiny.On("B3", "B2", 401, ("A2", 0), ("C2", 0), ("D2", 0));
        tiny.On("C3", "C2", 402, ("A2", 0), ("B2", 0), ("D2x", 0));
        tiny.On("D3", "D2", 403, ("A2", 0), ("B2", 0), ("C2", 0));
        for (int layer = 4; layer < 14; layer++)
        {
            tiny.Layer(layer, 100 + 100 * layer);
        }

        return tiny.Graph;
    }

    private static string OrderOf(string graphText)
    {
        using MemoryStream input = new(Encoding.UTF8.GetBytes(graphText));
        using StringWriter output = new();
        GraphFileOutcome outcome = GraphFileOrdering.Order(input, output);
        Assert.That(outcome.Refusal, Is.Null);
        return output.ToString();
    }
}
