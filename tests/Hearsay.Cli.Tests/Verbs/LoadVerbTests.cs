using System.Text.Json;

namespace Hearsay.Cli.Tests;

[Category("Socket")]
public sealed class LoadVerbTests
{
    [Test]
    public async Task Load_TwoPeers_ReportsFinalActionsAndAgreement()
    {
        CommandLineRun run = await CommandLineRun.OfAsync(
            "load", "--peers", "2", "--seconds", "1", "--warm-up", "0", "--json");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(run.Lines, Has.Length.EqualTo(1));
        JsonElement report = JsonDocument.Parse(run.Out).RootElement;
        Assert.That(report.GetProperty("peers").GetInt32(), Is.EqualTo(2));
        Assert.That(report.GetProperty("actionBytes").GetInt32(), Is.EqualTo(16));
        Assert.That(report.GetProperty("actionsFinal").GetInt64(), Is.Positive);
        Assert.That(report.GetProperty("actionsPerSecond").GetDouble(), Is.Positive);
        foreach (string figure in (string[])["p50", "p95", "p99", "max", "mean"])
        {
            Assert.That(report.GetProperty("finalityMs").GetProperty(figure).GetDouble(), Is.Positive);
        }

        Assert.That(report.GetProperty("orderDigests").GetArrayLength(), Is.EqualTo(2));
        Assert.That(report.GetProperty("agreed").GetBoolean(), Is.True);
    }

    [Test]
    public async Task Load_WithoutJson_PrintsATable()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("load", "--peers", "1", "--seconds", "1", "--warm-up", "0");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(run.Out, Does.Contain("final actions per second"));
        Assert.That(run.Out, Does.Contain("yes, after round"));
    }

    [Test]
    public async Task Load_OverABadNetwork_StillAgrees()
    {
        CommandLineRun run = await CommandLineRun.OfAsync(
            "load", "--peers", "3", "--seconds", "1", "--warm-up", "0", "--in-flight", "16",
            "--impair", "delay=2ms,jitter=2ms,loss=2%", "--json");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
    }
}
