using System.Text.Json;

namespace Hearsay.Cli.Tests;

[Category("Socket")]
public sealed class DemoVerbTests
{
    [Test]
    public async Task Demo_ThreePeers_ReportsAllFixedFieldsAndAgrees()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("demo", "--peers", "3", "--seconds", "2", "--json");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(run.Lines, Has.Length.EqualTo(1));
        JsonElement report = JsonDocument.Parse(run.Out).RootElement;
        Assert.That(report.GetProperty("peers").GetInt32(), Is.EqualTo(3));
        Assert.That(report.GetProperty("seconds").GetDouble(), Is.GreaterThanOrEqualTo(1.9));
        long submitted = report.GetProperty("actionsSubmitted").GetInt64();
        Assert.That(submitted, Is.Positive);
        Assert.That(report.GetProperty("actionsFinal").GetInt64(), Is.EqualTo(submitted));
        Assert.That(report.GetProperty("actionsRejected").GetInt64(), Is.LessThan(submitted));
        Assert.That(report.GetProperty("actionsPerSecond").GetDouble(), Is.Positive);
        Assert.That(report.GetProperty("rounds").GetInt32(), Is.Positive);
        Assert.That(report.GetProperty("finalityMs").GetProperty("p99").GetDouble(), Is.Positive);
        Assert.That(report.GetProperty("contested").GetProperty("doubleWins").GetInt64(), Is.Zero);
        Assert.That(report.GetProperty("orderDigests").GetArrayLength(), Is.EqualTo(3));
        Assert.That(report.GetProperty("worldDigests").GetArrayLength(), Is.EqualTo(3));
        Assert.That(report.GetProperty("agreed").GetBoolean(), Is.True);
    }

    [Test]
    public async Task Demo_WithoutJson_PrintsTheReportForPeople()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("demo", "--peers", "1", "--seconds", "1");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(run.Out, Does.Contain("contested items"));
        Assert.That(run.Out, Does.Contain("yes, after round"));
    }
}
