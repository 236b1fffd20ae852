using System.Text.Json;

namespace Hearsay.Cli.Tests;

public sealed class SimFairnessTests
{
    [Test]
    public async Task Fairness_OneSeed_PrintsTheReportAsJsonAloneAndDrawsThePlot()
    {
        string plot = Path.Combine(TestContext.CurrentContext.WorkDirectory, "fairness.svg");

        CommandLineRun run = await CommandLineRun.OfAsync(
            "sim", "--fairness", "--members", "4", "--seeds", "3", "--json", "--svg", plot);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(run.Lines, Has.Length.EqualTo(1));
        JsonElement report = JsonDocument.Parse(run.Out).RootElement;
        JsonElement size = report.GetProperty("sizes")[0];
        Assert.That(Names(report), Is.SupersetOf((string[])["clockOffsetMs", "jitterMs", "lossPercent"]));
        Assert.That(
            Names(size),
            Is.SupersetOf((string[])["members", "liars", "seeds", "contests", "unfinished", "rules"]));
        Assert.That(
            size.GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("rule").GetString()),
            Is.EquivalentTo((string[])["hearsay", "host", "against-host", "round-and-hash", "receiving-event"]));
        CheckRule(size.GetProperty("rules")[0]);
        Assert.That(File.ReadAllText(plot), Does.StartWith("<svg").And.Contain("round and hash"));
        Assert.That(run.Error, Does.Contain("1 of 1 seeds"));
    }

    [Test]
    public async Task Fairness_WithoutJson_PrintsTablesWithCounts()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("sim", "--fairness", "--members", "3", "--seeds", "1");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(run.Out, Does.Contain("round and hash").And.Contain("a player hosts").And.Contain("contests"));
        Assert.That(run.Out, Does.Contain("3 members around the globe, 1 seeds"));
    }

    [TestCase("--svg", "x.svg", "--svg: only --fairness draws a plot.")]
    [TestCase("--fairness", "--members", "2", "--members: fairness is measured with 3 to 128 members, not 2.")]
    [TestCase("--fairness", "--members", "500", "--members: fairness is measured with 3 to 128 members, not 500.")]
    [TestCase("--fairness", "--faults", "all", "--faults has no meaning with --fairness.")]
    [TestCase("--fairness", "--twins", "--twins has no meaning with --fairness.")]
    [TestCase("--fairness", "--members", "10", "--adversaries", "4", "at most 3 may be dishonest")]
    public async Task Fairness_BadInput_IsOneSentence(params string[] arguments)
    {
        CommandLineRun run = await CommandLineRun.OfAsync(["sim", .. arguments[..^1]]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.WrongUsage));
        Assert.That(run.Error, Does.Contain(arguments[^1]));
        Assert.That(run.Out, Is.Empty);
    }

    private static void CheckRule(JsonElement rule)
    {
        Assert.That(
            Names(rule),
            Is.SupersetOf((string[])["headStarts", "d05Ms", "rush", "thirds", "cities", "remoteEvenMs"]));
        Assert.That(Names(rule.GetProperty("d05Ms")), Is.EqualTo((string[])["ms", "low", "high"]));
        JsonElement point = rule.GetProperty("headStarts")[0];
        Assert.That(point.GetProperty("headStartMs").GetDouble(), Is.Zero);
        JsonElement wins = point.GetProperty("earlierWins");
        Assert.That(Names(wins), Is.EqualTo((string[])["share", "low", "high", "count"]));
        Assert.That(wins.GetProperty("low").GetDouble(), Is.LessThan(wins.GetProperty("high").GetDouble()));
        Assert.That(
            Names(rule.GetProperty("rush")), Is.EqualTo((string[])["honest", "drawn", "bestPlaced", "byDelay"]));
        Assert.That(rule.GetProperty("thirds")[0].GetProperty("place").GetString(), Is.EqualTo("Central"));
    }

    private static string[] Names(JsonElement element) =>
        [.. element.EnumerateObject().Select(property => property.Name)];
}
