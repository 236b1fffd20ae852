using System.Text.Json;

namespace Hearsay.Cli.Tests;

/// <summary><c>load --players</c>: a real peer in this process, the crowd in another.</summary>
public sealed class PlayersVerbTests
{
    [Test]
    [Category("Socket")]
    public async Task Load_SmallCrowd_AgreesAndLosesNothing()
    {
        string page = Path.Combine(TestContext.CurrentContext.WorkDirectory, "players.html");
        CommandLineRun run = await CommandLineRun.OfAsync(
            "load", "--players", "8", "--seconds", "3", "--events", "10", "--rate", "2.5", "--html", page, "--json");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error + run.Out);
        Assert.That(run.Lines, Has.Length.EqualTo(1));
        JsonElement report = JsonDocument.Parse(run.Out).RootElement;
        Assert.That(report.GetProperty("players").GetInt32(), Is.EqualTo(8));
        Assert.That(report.GetProperty("rate").GetDouble(), Is.EqualTo(2.5));
        Assert.That(report.GetProperty("agreed").GetBoolean(), Is.True);
        Assert.That(report.GetProperty("actionsLost").GetInt64(), Is.Zero);
        Assert.That(report.GetProperty("actionsFinal").GetInt64(), Is.Positive);
        Assert.That(report.GetProperty("finalityMs").GetProperty("p50").GetDouble(), Is.Positive);
        JsonElement peer = report.GetProperty("peer");
        foreach (string figure in (string[])["cpuCores", "rssMiB", "bytesInPerSecond", "bytesOutPerSecond"])
        {
            Assert.That(peer.GetProperty(figure).GetDouble(), Is.Positive, figure);
        }

        Assert.That(peer.GetProperty("tickMs").GetProperty("p99").GetDouble(), Is.Positive);
        Assert.That(File.ReadAllText(page), Does.Contain("<svg"));
    }

    [Test]
    public async Task Load_MorePlayersThanTheFormatNumbers_SaysTheMostAtOnce()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("load", "--players", "5000");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.CouldNotRun));
        Assert.That(run.Error, Does.Contain("at most 4,096 members"));
        Assert.That(run.Out, Is.Empty);
    }

    [TestCase("--players 1000 --rate 200")]
    [TestCase("--players 100 --rate 20 --upload 16")]
    [TestCase("--players 1000 --rate 1 --burst 200")]
    [TestCase("--players 64 --events 1 --rate 100")]
    public async Task Load_RateBeyondTheUpload_SaysTheFigureThatCanBeHad(string line)
    {
        CommandLineRun run = await CommandLineRun.OfAsync(["load", .. line.Split(' ')]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.CouldNotRun));
        Assert.That(run.Error, Does.Match(@"at most \d+ per second and player"));
        Assert.That(run.Out, Is.Empty);
    }

    [TestCase("load --players 1", "--players takes")]
    [TestCase("load --players 9 --rate often", "--rate takes a number from 0")]
    [TestCase("load --players 9 --loss 51", "--loss takes a number")]
    [TestCase("load --players 9 --parents 256", "from 0 to 255")]
    public async Task Load_OutOfBounds_IsRefused(string line, string expected)
    {
        CommandLineRun run = await CommandLineRun.OfAsync(line.Split(' '));

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.WrongUsage));
        Assert.That(run.Error, Does.Contain(expected));
    }
}
