using System.Text;

namespace Hearsay.Hashgraph.Tests;

public sealed class GraphFileReaderTests
{
    [Test]
    public void Parse_OfAWrittenGraph_GivesItBack([Range(1, 5)] int seed)
    {
        TestGraph graph = RandomGraph.Create(GraphShape.Draw((ulong)seed));
        string text = GraphText.Of(graph);

        TestGraph parsed = GraphText.Parse(new MemoryStream(Encoding.UTF8.GetBytes(text)));

        Assert.That(GraphText.Of(parsed), Is.EqualTo(text));
        Assert.That(parsed.Weights, Is.EqualTo(graph.Weights));
        Assert.That(parsed.Events.Select(e => e.Sequence), Is.EqualTo(graph.Events.Select(e => e.Sequence)));
    }

    [Test]
    public void TryReadEvent_WithFieldsInAnyOrderAndUnknownOnes_ReadsThem()
    {
        const string Text = """
            {"comment":{"a":[1,{}]},"members":[{"name":"first"},{"weight":5}]}

            { "createdAtMicros": 5, "payload":"x", "otherParents": [ {"ageMicros":9,"note":null,"hash":"#"} ],
            """;
        string hash = new('A', 64);
        string rest = $" \"seq\": 1, \"selfParent\": \"{hash}\", \"creator\": 1, \"hash\": \"{hash}\" }}\r\n";
        string line = Text.Replace("#", hash) + rest;
        GraphFileReader reader = new(new MemoryStream(Encoding.UTF8.GetBytes("\uFEFF" + line)));
        GraphFileEvent e = new();

        Roster? roster = reader.ReadRoster();
        bool isRead = reader.TryReadEvent(e);

        Assert.That(roster?.WeightOf(new MemberIndex(0)), Is.EqualTo(1));
        Assert.That(roster?.WeightOf(new MemberIndex(1)), Is.EqualTo(5));
        Assert.That(reader.Refusal, Is.Null);
        Assert.That(isRead, Is.True);
        Assert.That(reader.Line, Is.EqualTo(3), "blank lines count");
        Assert.That(e.CreatedAt, Is.EqualTo(new Micros(5)));
        Assert.That(e.Sequence, Is.EqualTo(new Sequence(1)));
        Assert.That(e.OtherParents.Single().Age, Is.EqualTo(new Micros(9)));
        Assert.That(e.SelfParent?.ToString(), Is.EqualTo(hash.ToLowerInvariant()));
        Assert.That(reader.TryReadEvent(e), Is.False);
        Assert.That(reader.Refusal, Is.Null, "the end");
    }

    [Test]
    public void TryReadEvent_OfALineLongerThanAllowed_IsRefused()
    {
        byte[] text = [.. "{\"members\":[{}]}\n"u8, .. new byte[Limits.GraphFileLineBytesMax + 1]];
        GraphFileReader reader = new(new MemoryStream(text));

        Assert.That(reader.ReadRoster(), Is.Not.Null);
        Assert.That(reader.TryReadEvent(new GraphFileEvent()), Is.False);
        Assert.That(reader.Refusal, Is.EqualTo(new GraphFileRefusal(2, "the line is longer than 262144 bytes")));
    }

    [Test]
    public void TryReadEvent_FromAStreamInSmallPieces_ReadsTheSame([Values(1, 7, 4096)] int bytesAtOnce)
    {
        TestGraph graph = RandomGraph.Create(GraphShape.Draw(3));
        string text = GraphText.Of(graph);

        TestGraph parsed = GraphText.Parse(new SlowStream(Encoding.UTF8.GetBytes(text), bytesAtOnce));

        Assert.That(GraphText.Of(parsed), Is.EqualTo(text));
    }

    [Test]
    public void Order_OfDamagedFiles_NeverThrows()
    {
        const ulong Seed = 77;
        TestContext.Out.WriteLine($"seed {Seed}");
        SeededRandom random = new(Seed);
        GraphShape shape = new() { Seed = 2, Members = 3, Events = 30, OtherParentsMax = 2 };
        TestGraph graph = RandomGraph.Create(shape);
        byte[] good = Encoding.UTF8.GetBytes(GraphText.Of(graph));
        int refused = 0;
        for (int i = 0; i < 2000; i++)
        {
            GraphFileOutcome outcome = GraphFileOrdering.Order(new MemoryStream(Damage(good, random)), TextWriter.Null);
            refused += outcome.Refusal is null ? 0 : 1;
        }

        Assert.That(refused, Is.InRange(1000, 2000));
    }

    // Flips, cuts, repeats or replaces some bytes.
    private static byte[] Damage(byte[] good, SeededRandom random)
    {
        List<byte> bytes = [.. good];
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(bytes.Count - at - 1, random.Next(1, 200)));
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(0, Math.Min(at, random.Next(1, 100))));
                    break;
                case 3:
                    bytes[at] = random.Pick("\\\"{}[],:0-e\n\0"u8.ToArray());
                    break;
                default:
                    bytes.InsertRange(at, random.Pick(["\\uD800"u8.ToArray(), "\xFF"u8.ToArray(), [0xC0, 0x80]]));
                    break;
            }
        }

        return [.. bytes];
    }

    private sealed class SlowStream(byte[] bytes, int bytesAtOnce) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) =>
            base.Read(buffer, offset, Math.Min(count, bytesAtOnce));
    }
}
