using System.Diagnostics;
using System.Text.Json;

namespace Hearsay.Cli;

/// <summary>The crowd's process as the peer's sees it: started from the same program, ended with it.</summary>
internal sealed class CrowdProcess : IDisposable
{
    private static readonly TimeSpan EndMax = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly TaskCompletionSource<CrowdStatus?> _last = new();
    private volatile CrowdStatus? _status;

    private CrowdProcess(Process process) => _process = process;

    /// <summary>The newest status; null before the first.</summary>
    public CrowdStatus? Status => _status;

    /// <summary>Starts a crowd of so many members and waits until it says who they are.</summary>
    /// <exception cref="IOException">It does not start.</exception>
    public static async Task<(CrowdProcess Process, CrowdHello Hello)> StartAsync(int members)
    {
        (string program, string[] prefix) = Program();
        ProcessStartInfo start = new(program, [.. prefix, CrowdVerb.Name, members.ToString()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        // Methods are compiled well at once when they are hot, not after a pause in which nothing new was called.
        start.Environment["DOTNET_TC_CallCountingDelayMs"] = "0";

        // Threads that receive do not spin between datagrams: the processor is the peer's, which is measured.
        start.Environment["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0";
        CrowdProcess crowd = new(Process.Start(start) ?? throw new IOException($"Cannot start {program}."));
        string? line = await crowd._process.StandardOutput.ReadLineAsync().ConfigureAwait(false);
        if (line is null || JsonSerializer.Deserialize<CrowdHello>(line) is not { } hello)
        {
            crowd.Dispose();
            throw new IOException("The crowd's process ended before it began; its message is above.");
        }

        return (crowd, hello);
    }

    /// <summary>Tells it what to do; returns its time 0, in microseconds since the Unix epoch.</summary>
    /// <exception cref="IOException">It has ended.</exception>
    public async Task<long> BeginAsync(CrowdOrders orders)
    {
        Say(JsonSerializer.Serialize(orders));
        string? line = await _process.StandardOutput.ReadLineAsync().ConfigureAwait(false);
        CrowdReady ready = line is null
            ? throw new IOException("The crowd's process ended before it began; its message is above.")
            : JsonSerializer.Deserialize<CrowdReady>(line)!;
        _ = Task.Run(FollowAsync);
        return ready.StartMicros;
    }

    /// <summary>Its members submit no more actions.</summary>
    public void StopActions() => Say("stop");

    /// <summary>Ends it; returns its last status, null when it did not end in time.</summary>
    public async Task<CrowdStatus?> EndAsync()
    {
        Say("end");
        using CancellationTokenSource limit = new(EndMax);
        try
        {
            await _process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return null;
        }

        return await _last.Task.ConfigureAwait(false);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private async Task FollowAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            _status = JsonSerializer.Deserialize<CrowdStatus>(line);
        }

        _last.TrySetResult(_status);
    }

    private void Say(string line)
    {
        try
        {
            _process.StandardInput.WriteLine(line);
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It has ended; whoever waits for its status notices.
        }
    }

    // This program, whether it runs by itself or inside a test.
    private static (string Program, string[] Prefix) Program()
    {
        string own = Environment.ProcessPath ?? "";
        if (Path.GetFileNameWithoutExtension(own) == "hearsay")
        {
            return (own, []);
        }

        string library = Path.Combine(AppContext.BaseDirectory, "hearsay.dll");
        return ("dotnet", [library]);
    }
}
