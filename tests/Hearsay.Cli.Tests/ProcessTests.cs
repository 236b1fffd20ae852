using System.Diagnostics;
using System.Text.Json;

namespace Hearsay.Cli.Tests;

/// <summary>The command as a process of its own: exit codes, streams and signals.</summary>
[Category("Socket")]
public sealed class ProcessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Test]
    public async Task WrongUsage_EndsWith64AndLeavesStandardOutputEmpty()
    {
        using Process process = Start("demo", "--peers", "0");

        Task<string> output = process.StandardOutput.ReadToEndAsync();
        await EndAsync(process);

        Assert.That(process.ExitCode, Is.EqualTo(64));
        Assert.That(await output, Is.Empty);
    }

    [TestCase("INT")]
    [TestCase("TERM")]
    public async Task Signal_DuringADemo_EndsItEarlyWithItsReport(string signal)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("Windows has no such signals.");
        }

        using Process process = Start("demo", "--peers", "2", "--seconds", "600", "--json");
        string? started = await process.StandardError.ReadLineAsync();
        Assert.That(started, Does.Contain("2 peers play"));

        using Process kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        await EndAsync(process);

        Assert.That(process.ExitCode, Is.Zero);
        Assert.That(JsonDocument.Parse(await output).RootElement.GetProperty("agreed").GetBoolean(), Is.True);
    }

    private static Process Start(params string[] args)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "hearsay.dll"));
        foreach (string arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        return Process.Start(start)!;
    }

    private static async Task EndAsync(Process process)
    {
        using CancellationTokenSource late = new(Patience);
        try
        {
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
