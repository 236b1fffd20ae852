using System.Text;

namespace Hearsay.Hashgraph.Tests;

public sealed class GraphFileOrderingTests
{
    private const string Members = """{"members":[{"weight":1},{"weight":1},{"weight":1},{"weight":1}]}""";
    private const string A0 =
        """{"hash":"#","creator":0,"seq":0,"selfParent":null,"otherParents":[],"createdAtMicros":777}""";

    [Test]
    public void Order_OfAGraph_WritesTheReferencesRounds()
    {
        GraphShape shape = new() { Seed = 21, Members = 5, Events = 400, OtherParentsMax = 3, Branching = 1 };
        TestGraph graph = RandomGraph.Create(shape);

        GraphFileOutcome outcome = Order(GraphText.Of(graph), out string text);

        IReadOnlyList<PublishedRound> expected = new ReferenceGraph(graph).Published;
        Assert.That(outcome, Is.EqualTo(new GraphFileOutcome(400, expected.Count, null)));
        Assert.That(text, Is.EqualTo(string.Concat(expected.Select(LineOf))));
    }

    [Test]
    public void Order_OfAShuffledFile_WritesTheSameText([Range(30, 39)] int seed)
    {
        GraphShape shape = GraphShape.Draw((ulong)seed) with { Events = 300 };
        TestContext.Out.WriteLine(shape);
        TestGraph graph = RandomGraph.Create(shape);
        SeededRandom random = new((ulong)seed);
        Order(GraphText.Of(graph), out string expected);

        Order(GraphText.Of(graph.Shuffle(random)), out string shuffled);
        Order(GraphText.Of(graph.Shuffle(random, 70)), out string uneven);

        Assert.That(shuffled, Is.EqualTo(expected));
        Assert.That(uneven, Is.EqualTo(expected));
    }

    [Test]
    public void Order_WithRoundsBeforeTheRefusal_KeepsThem()
    {
        GraphShape shape = new() { Seed = 4, Members = 4, Events = 200, OtherParentsMax = 3 };
        TestGraph graph = RandomGraph.Create(shape);
        string text = GraphText.Of(graph);
        Order(text, out string expected);

        GraphFileOutcome outcome = Order(text + "nonsense\n", out string actual);

        Assert.That(actual, Is.EqualTo(expected));
        Assert.That(outcome.Refusal, Is.EqualTo(new GraphFileRefusal(202, "the line is not one JSON object")));
    }

    [Test]
    public void Order_OfAnEmptyFile_IsRefused() => AssertRefused("", 1, "a graph file starts with its members");

    [Test]
    public void Order_OfMembersAlone_HasNoRounds() =>
        Assert.That(Order(Members, out _), Is.EqualTo(new GraphFileOutcome(0, 0, null)));

    [TestCase("""{"members":[]}""", "the list of members is empty")]
    [TestCase("""{"weights":[1]}""", "members is missing")]
    [TestCase("""{"members":7}""", "members is not a list")]
    [TestCase("""{"members":[1]}""", "a member is not an object")]
    [TestCase("""{"members":[{"weight":0}]}""", "weight is not a whole number from 1 to 1048576")]
    [TestCase("""{"members":[{"weight":1048577}]}""", "weight is not a whole number from 1 to 1048576")]
    [TestCase("""{"members":[{"weight":1.5}]}""", "weight is not a whole number from 1 to 1048576")]
    [TestCase("""{"members":[{"weight":1,"weight":2}]}""", "weight is given twice")]
    [TestCase("""{"members":[{}],"members":[{}]}""", "members is given twice")]
    [TestCase("[]", "the line is not one JSON object")]
    [TestCase("""{"members":[{}]} {}""", "the line is not one JSON object")]
    [TestCase("""{"members":[{}""", "the line is not one JSON object")]
    public void Order_OfBadMembers_IsRefused(string line, string reason) => AssertRefused(line, 1, reason);

    [Test]
    public void Order_OfTooManyMembers_IsRefused()
    {
        string members = string.Join(',', Enumerable.Repeat("{}", Limits.MembersMax + 1));

        AssertRefused($$"""{"members":[{{members}}]}""", 1, "there are more than 4096 members");
    }

    [TestCase("\"seq\":0", "\"seq\":1", "seq is not the self-parent's plus one, or not 0 without a self-parent")]
    [TestCase("\"seq\":0", "\"seq\":-1", "seq is not a whole number from 0 to 2147483647")]
    [TestCase("\"seq\":0", "\"seq\":\"0\"", "seq is not a whole number from 0 to 2147483647")]
    [TestCase("\"seq\":0,", "", "seq is missing")]
    [TestCase("\"seq\":0", "\"seq\":0,\"seq\":0", "seq is given twice")]
    [TestCase("\"creator\":0", "\"creator\":4", "the creator is not among the members")]
    [TestCase("\"creator\":0", "\"creator\":4096", "creator is not a whole number from 0 to 4095")]
    [TestCase("\"creator\":0,", "", "creator is missing")]
    [TestCase("\"selfParent\":null,", "", "selfParent is missing")]
    [TestCase("null", "\"12\"", "selfParent is not 64 hex digits")]
    [TestCase("null", "3", "selfParent is not 64 hex digits")]
    [TestCase("[]", "{}", "otherParents is not a list")]
    [TestCase("[]", "[3]", "an other-parent is not an object")]
    [TestCase("[]", "[{\"ageMicros\":1}]", "hash is missing")]
    [TestCase("777", "-1", "createdAtMicros is not a whole number from 0 to 4611686018427387904")]
    [TestCase("777", "9223372036854775807", "createdAtMicros is not a whole number from 0 to 4611686018427387904")]
    [TestCase("777", "1e3", "createdAtMicros is not a whole number from 0 to 4611686018427387904")]
    [TestCase("\"hash\"", "\"name\"", "hash is missing")]
    [TestCase("}", "", "the line is not one JSON object")]
    [TestCase("}", "},", "the line is not one JSON object")]
    [TestCase("{", "", "the line is not one JSON object")]
    public void Order_OfABadEvent_IsRefusedWithItsLine(string good, string bad, string reason) =>
        AssertRefused($"{Members}\n{Named(A0, "B").Replace("\"creator\":0", "\"creator\":1")}\n"
            + Named(A0, "A").Replace(good, bad), 3, reason);

    [Test]
    public void Order_OfABadHash_IsRefused([Values("", "12", "zz")] string hash) =>
        AssertRefused($"{Members}\n{A0.Replace("#", hash)}", 2, "hash is not 64 hex digits");

    [Test]
    public void Order_OfUnknownParents_IsRefused()
    {
        string unknown = Hex("Z");
        string lonely = Named(A0, "B").Replace("\"creator\":0", "\"creator\":1");

        AssertRefused(
            $"{Members}\n{Named(A0, "A").Replace("null", $"\"{unknown}\"")}",
            2,
            $"the self-parent {unknown} did not come before");
        AssertRefused(
            $"{Members}\n{lonely.Replace("[]", $"[{{\"hash\":\"{unknown}\",\"ageMicros\":1}}]")}",
            2,
            $"the other-parent {unknown} did not come before");
    }

    [Test]
    public void Order_OfRefusedLinks_SaysWhy()
    {
        string start = $"{Members}\n{Named(A0, "A")}\n{Named(A0, "B").Replace("\"creator\":0", "\"creator\":1")}\n";
        string a1 = Named(A0, "A1").Replace("null", $"\"{Hex("A")}\"").Replace("\"seq\":0", "\"seq\":1");

        AssertRefused(start + Named(A0, "A"), 4, "an event with this hash came before");
        AssertRefused(start + a1, 4, "createdAtMicros is not after the self-parent's");
        AssertRefused(
            start + a1.Replace("\"creator\":0", "\"creator\":1"), 4, "the self-parent was made by another member");
        AssertRefused(
            start + Late(a1, $"[{Other("A")}]"), 4, "an other-parent was made by the event's own creator");
        AssertRefused(
            start + Late(a1, $"[{Other("B")},{Other("B")}]"), 4, "two other-parents were made by one member");
        AssertRefused(
            start + Late(a1, $"[{Other("B").Replace("1", "-1")}]"),
            4,
            $"ageMicros is not a whole number from 0 to {long.MaxValue}");
        AssertRefused(
            start + Late(a1, $"[{string.Join(',', Enumerable.Repeat(Other("B"), 256))}]"),
            4,
            "there are more than 255 other-parents");
    }

    private static string Late(string line, string otherParents) =>
        line.Replace("777", "888").Replace("[]", otherParents);

    private static string Other(string name) => $"{{\"hash\":\"{Hex(name)}\",\"ageMicros\":1}}";

    private static string Named(string line, string name) => line.Replace("#", Hex(name));

    private static string Hex(string name) => TinyGraph.HashOf(name).ToString();

    private static string LineOf(PublishedRound round) =>
        $"{{\"round\":{round.Round},\"judges\":[{string.Join(',', round.Judges.Select(judge => $"\"{judge}\""))}],"
        + $"\"convicted\":[{string.Join(',', round.Convicted)}],"
        + $"\"timeMicros\":{round.Time},\"events\":[" + string.Join(',', round.Events.Select(
            e => $"{{\"hash\":\"{e.Hash}\",\"timestampMicros\":{e.Timestamp.Value}}}")) + "]}\n";

    private static GraphFileOutcome Order(string file, out string text)
    {
        using MemoryStream input = new(Encoding.UTF8.GetBytes(file));
        using StringWriter output = new();
        GraphFileOutcome outcome = GraphFileOrdering.Order(input, output);
        text = output.ToString();
        return outcome;
    }

    private static void AssertRefused(string file, long line, string reason)
    {
        GraphFileOutcome outcome = Order(file, out string text);

        Assert.That(outcome.Refusal, Is.EqualTo(new GraphFileRefusal(line, reason)));
        Assert.That(text, Is.Empty);
    }
}
