using System.Text.Json;

namespace Hearsay.Cli.Tests;

public sealed class CrowdSimTests
{
    [Test]
    public async Task Sim_MoreThanWholePeers_ReportsEveryScenarioAsJsonAlone()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("sim", "--members", "65", "--seconds", "1", "--json");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(run.Lines, Has.Length.EqualTo(1));
        JsonElement report = JsonDocument.Parse(run.Out).RootElement;
        Assert.That(report.GetProperty("members").GetInt32(), Is.EqualTo(65));
        JsonElement[] scenarios = [.. report.GetProperty("scenarios").EnumerateArray()];
        Assert.That(scenarios.Select(scenario => scenario.GetProperty("name").GetString()), Is.EqualTo(
            new[] { "no faults", "2 % loss", "10 % loss", "10 % crashed", "30 % crashed", "20 % cut off for 5 s" }));
        foreach (JsonElement scenario in scenarios)
        {
            Assert.That(scenario.GetProperty("finalityMs").GetProperty("p50").GetDouble(), Is.Positive);
            Assert.That(scenario.GetProperty("bytesOutPerSecond").GetDouble(), Is.Positive);
            Assert.That(scenario.GetProperty("places").GetArrayLength(), Is.Positive);
        }
    }

    [TestCase("--faults all")]
    [TestCase("--adversaries 3")]
    [TestCase("--minutes 2")]
    [TestCase("--voxels")]
    public async Task Sim_CrowdWithAnOptionOfWholePeers_IsRefused(string option)
    {
        CommandLineRun run = await CommandLineRun.OfAsync(["sim", "--members", "100", .. option.Split(' ')]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.WrongUsage));
        Assert.That(run.Error, Does.Contain($"{option.Split(' ')[0]} has no meaning with more than 64 members"));
    }

    [TestCase("--seconds 3")]
    [TestCase("--scale-svg a.svg")]
    public async Task Sim_WholePeersWithAnOptionOfTheCrowd_IsRefused(string option)
    {
        CommandLineRun run = await CommandLineRun.OfAsync(["sim", .. option.Split(' ')]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.WrongUsage));
        Assert.That(run.Error, Does.Contain("more than 64 members"));
    }

    [Test]
    public void Scale_TwoSizes_WritesCurvesAndPlots()
    {
        string path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "scale.svg");
        StringWriter written = new();
        CliOutput output = new(written, TextWriter.Null, IsLive: false);

        int exit = ScaleRun.Run(new ScaleSetup([4, 20], [5, 10], 1, path, AsJson: true), output, default);

        Assert.That(exit, Is.EqualTo(ExitCode.Done));
        Assert.That(File.ReadAllText(path), Does.StartWith("<svg").And.Contain("Finality p50"));
        JsonElement report = JsonDocument.Parse(written.ToString()).RootElement;
        Assert.That(report.GetProperty("verifyMicros").GetDouble(), Is.Positive);
        JsonElement[] curves = [.. report.GetProperty("uploads").EnumerateArray()];
        Assert.That(curves.Select(curve => curve.GetProperty("sizes").GetArrayLength()), Is.EqualTo(new[] { 2, 2 }));
        Assert.That(
            curves[0].GetProperty("sizes")[1].GetProperty("bytesOutPerSecond").GetDouble(),
            Is.LessThan(5e6 / 8));
    }
}
