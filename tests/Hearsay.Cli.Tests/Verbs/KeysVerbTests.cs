using System.Text.Json;

namespace Hearsay.Cli.Tests;

public sealed class KeysVerbTests
{
    private string _folder = "";

    [SetUp]
    public void SetUp() => _folder = Directory.CreateTempSubdirectory("hearsay").FullName;

    [TearDown]
    public void TearDown() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task NewAndShow_SameFile_PrintTheSameKey()
    {
        string file = Path.Combine(_folder, "deep", "key.pem");

        CommandLineRun made = await CommandLineRun.OfAsync("keys", "new", "--file", file, "--json");
        CommandLineRun shown = await CommandLineRun.OfAsync("keys", "show", "--file", file, "--json");

        Assert.That(made.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(shown.Out, Is.EqualTo(made.Out));
        JsonElement report = JsonDocument.Parse(shown.Out).RootElement;
        Assert.That(report.GetProperty("file").GetString(), Is.EqualTo(file));
        Assert.That(report.GetProperty("publicKey").GetString(), Has.Length.EqualTo(128));
        Assert.That(report.GetProperty("fingerprint").GetString(), Has.Length.EqualTo(19));
    }

    [Test]
    public async Task Show_WithoutJson_PrintsFileKeyAndFingerprint()
    {
        string file = Path.Combine(_folder, "key.pem");
        await CommandLineRun.OfAsync("keys", "new", "--file", file);

        CommandLineRun shown = await CommandLineRun.OfAsync("keys", "show", "--file", file);

        Assert.That(shown.Lines, Has.Length.EqualTo(3));
        Assert.That(shown.Lines[0], Does.EndWith(file));
    }

    [Test]
    public async Task New_ExistingKey_IsKept()
    {
        string file = Path.Combine(_folder, "key.pem");
        await CommandLineRun.OfAsync("keys", "new", "--file", file);
        string before = await File.ReadAllTextAsync(file);

        CommandLineRun again = await CommandLineRun.OfAsync("keys", "new", "--file", file);

        Assert.That(again.ExitCode, Is.EqualTo(ExitCode.CouldNotRun));
        Assert.That(again.Error, Does.Contain(file));
        Assert.That(await File.ReadAllTextAsync(file), Is.EqualTo(before));
    }

    [Test]
    public async Task Show_NoKey_SaysHowToMakeOne()
    {
        CommandLineRun run = await CommandLineRun.OfAsync(
            "keys", "show", "--file", Path.Combine(_folder, "none.pem"));

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.CouldNotRun));
        Assert.That(run.Error, Does.Contain("hearsay keys new"));
        Assert.That(run.Out, Is.Empty);
    }

    [Test]
    public async Task Show_DamagedKey_IsOneSentence()
    {
        string file = Path.Combine(_folder, "key.pem");
        await CommandLineRun.OfAsync("keys", "new", "--file", file);
        await File.WriteAllTextAsync(file, "not a key");

        CommandLineRun run = await CommandLineRun.OfAsync("keys", "show", "--file", file);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.CouldNotRun));
        Assert.That(run.Error.TrimEnd().Split('\n'), Has.Length.EqualTo(1));
        Assert.That(run.Error, Does.Contain(file));
    }

    [Test]
    public async Task Show_KeyThatOthersMayRead_IsRefused()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("Windows files have no such mode.");
            return;
        }

        string file = Path.Combine(_folder, "key.pem");
        await CommandLineRun.OfAsync("keys", "new", "--file", file);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.GroupRead);

        CommandLineRun run = await CommandLineRun.OfAsync("keys", "show", "--file", file);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.CouldNotRun));
        Assert.That(run.Error, Does.Contain("chmod 600"));
    }
}
