using System.Text;
using System.Text.Json;

namespace Hearsay.Cli.Tests;

public sealed class OrderVerbTests
{
    private string _file = "";

    [SetUp]
    public void SetUp() => _file = Path.GetTempFileName();

    [TearDown]
    public void TearDown() => File.Delete(_file);

    [Test]
    public async Task Order_OneMember_PrintsALineARound()
    {
        StringBuilder graph = new("{\"members\":[{\"weight\":1}]}\n");
        for (int sequence = 0; sequence < 8; sequence++)
        {
            string parent = sequence == 0 ? "null" : $"\"{HashOf(sequence - 1)}\"";
            graph.Append($"{{\"hash\":\"{HashOf(sequence)}\",\"creator\":0,\"seq\":{sequence},");
            graph.Append($"\"selfParent\":{parent},\"otherParents\":[],\"createdAtMicros\":{1000 + sequence}}}\n");
        }

        await File.WriteAllTextAsync(_file, graph.ToString());

        CommandLineRun run = await CommandLineRun.OfAsync("order", _file);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(run.Lines, Is.Not.Empty);
        JsonElement first = JsonDocument.Parse(run.Lines[0]).RootElement;
        Assert.That(first.GetProperty("round").GetInt32(), Is.EqualTo(1));
        Assert.That(first.GetProperty("judges")[0].GetString(), Is.EqualTo(HashOf(0)));
        Assert.That(first.GetProperty("events")[0].GetProperty("hash").GetString(), Is.EqualTo(HashOf(0)));
        Assert.That(first.GetProperty("timeMicros").GetInt64(), Is.EqualTo(1000));
    }

    [Test]
    public async Task Order_MalformedLine_IsRefusedWithItsNumber()
    {
        await File.WriteAllTextAsync(_file, "{\"members\":[{\"weight\":1}]}\n{\"hash\":17}\n");

        CommandLineRun run = await CommandLineRun.OfAsync("order", _file);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.CouldNotRun));
        Assert.That(run.Error, Does.Contain("line 2"));
        Assert.That(run.Error, Does.Contain(_file));
    }

    [Test]
    public async Task Order_MissingFile_IsOneSentence()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("order", Path.Combine(_file, "none.jsonl"));

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.CouldNotRun));
        Assert.That(run.Error.TrimEnd().Split('\n'), Has.Length.EqualTo(1));
    }

    private static string HashOf(int sequence) => (sequence + 1).ToString("x64", null);
}
