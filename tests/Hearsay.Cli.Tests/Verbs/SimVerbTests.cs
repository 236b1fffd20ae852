using System.Text.Json;

namespace Hearsay.Cli.Tests;

public sealed class SimVerbTests
{
    [Test]
    public async Task Sim_FewSeeds_PrintsTheReportAsJsonAlone()
    {
        CommandLineRun run = await CommandLineRun.OfAsync(
            "sim", "--seeds", "1..2", "--minutes", "1", "--faults", "duplicate,delay", "--json");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(run.Lines, Has.Length.EqualTo(1));
        JsonElement report = JsonDocument.Parse(run.Out).RootElement;
        Assert.That(report.GetProperty("seeds").GetInt32(), Is.EqualTo(2));
        Assert.That(report.GetProperty("violations").GetArrayLength(), Is.Zero);
        Assert.That(report.GetProperty("inconclusive").GetInt32(), Is.Zero);
        Assert.That(report.GetProperty("virtualHours").GetDouble(), Is.EqualTo(2.0 / 60).Within(0.01));
        Assert.That(report.GetProperty("finalityInDelays").GetProperty("mean").GetDouble(), Is.GreaterThan(2));
        Assert.That(report.GetProperty("finalityInDelays").GetProperty("p95").GetDouble(), Is.GreaterThan(2));
        Assert.That(report.GetProperty("events").GetInt64(), Is.Positive);
        Assert.That(report.GetProperty("rounds").GetInt64(), Is.Positive);
        Assert.That(run.Error, Does.Contain("2 of 2 seeds"));
    }

    [Test]
    public async Task Sim_WithoutJson_PrintsATableByFaultAndAdversary()
    {
        CommandLineRun run = await CommandLineRun.OfAsync(
            "sim", "--seeds", "3", "--minutes", "1", "--faults", "loss",
            "--adversaries", "1", "--strategies", "silence");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error + run.Out);
        Assert.That(run.Out, Does.Contain("fault loss").And.Contain("adversary silence").And.Contain("mean delays"));
    }

    [Test]
    public async Task Sim_NetworkThatCarriesNothing_IsAViolationWithTheCommandThatRepeatsIt()
    {
        string folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, "sim-traces");

        CommandLineRun run = await CommandLineRun.OfAsync(
            "sim", "--members", "4", "--loss", "90", "--minutes", "1", "--seeds", "5", "--trace", folder);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.CheckedAndFalse), run.Error);
        Assert.That(run.Out, Does.Contain("repeat: hearsay sim --members 4 --loss 90 --minutes 1 --seeds 5 --trace"));
        Assert.That(Path.Combine(folder, "seed-5", "trace.txt"), Does.Exist);
        Assert.That(File.ReadAllText(Path.Combine(folder, "seed-5", "graph.svg")), Does.StartWith("<svg"));
    }

    [Test]
    public async Task Sim_Control_IsCaught()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("sim", "--controls", "own-first", "--json");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done));
        JsonElement control = JsonDocument.Parse(run.Out).RootElement.GetProperty("controls")[0];
        Assert.That(control.GetProperty("isCaught").GetBoolean(), Is.True);
    }
}
