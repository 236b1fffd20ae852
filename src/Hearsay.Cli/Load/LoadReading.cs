using System.Diagnostics;
using Hearsay.Session;

namespace Hearsay.Cli;

/// <summary>All running figures at one moment; two of them give the rates between.</summary>
internal sealed record LoadReading(
    long Timestamp, TimeSpan Cpu, long AllocatedBytes, IReadOnlyList<SessionStatistics> Peers)
{
    public static LoadReading Now(IReadOnlyList<Session.Session> sessions)
    {
        using Process process = Process.GetCurrentProcess();
        return new LoadReading(
            Stopwatch.GetTimestamp(),
            process.TotalProcessorTime,
            GC.GetTotalAllocatedBytes(),
            [.. sessions.Select(session => session.Statistics())]);
    }

    /// <summary>Seconds from this reading to a later one.</summary>
    public double SecondsTo(LoadReading later) => Stopwatch.GetElapsedTime(Timestamp, later.Timestamp).TotalSeconds;

    /// <summary>How much a figure grew, summed over the peers.</summary>
    public long Growth(LoadReading later, Func<SessionStatistics, long> figure) =>
        later.Peers.Sum(figure) - Peers.Sum(figure);
}
