using System.Diagnostics;
using Hearsay.Session;

namespace Hearsay.Cli;

/// <summary>The peer's figures at one moment.</summary>
/// <param name="Seconds">Since the measuring began.</param>
/// <param name="Cpu">Processor time of this process so far.</param>
/// <param name="RssBytes">Its memory.</param>
/// <param name="Figures">The session's counts.</param>
internal sealed record PeerSample(double Seconds, TimeSpan Cpu, long RssBytes, SessionStatistics Figures)
{
    public static PeerSample Now(long started, Session.Session session)
    {
        using Process self = Process.GetCurrentProcess();
        return new PeerSample(
            Stopwatch.GetElapsedTime(started).TotalSeconds,
            self.TotalProcessorTime,
            self.WorkingSet64,
            session.Statistics());
    }

    /// <summary>Growth per second of a count since an earlier sample.</summary>
    public double PerSecond(PeerSample earlier, Func<SessionStatistics, long> count) =>
        (count(Figures) - count(earlier.Figures)) / (Seconds - earlier.Seconds);

    /// <summary>Cores in use since an earlier sample.</summary>
    public double Cores(PeerSample earlier) => (Cpu - earlier.Cpu).TotalSeconds / (Seconds - earlier.Seconds);
}
