using System.Diagnostics;
using Hearsay.Session;

namespace Hearsay.Cli;

/// <summary>Samples the peer once a second and says how it goes, one line each.</summary>
internal sealed class PlayersView(CliOutput output, PlayersSetup setup)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>Watches for so many seconds; adds the samples to a list if there is one.</summary>
    public async Task ShowAsync(
        Session.Session session, CrowdProcess crowd, int seconds, List<PeerSample>? samples, CancellationToken stop)
    {
        long started = Stopwatch.GetTimestamp();
        PeerSample before = PeerSample.Now(started, session);
        samples?.Add(before);
        for (int i = 1; i <= seconds && session.Failure is null; i++)
        {
            TimeSpan left = (i * Every) - Stopwatch.GetElapsedTime(started);
            if (!await Patience.ForAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, stop).ConfigureAwait(false))
            {
                break;
            }

            PeerSample now = PeerSample.Now(started, session);
            samples?.Add(now);
            output.Error.WriteLine(Line(i, before, now, crowd.Status));
            before = now;
        }
    }

    private string Line(int second, PeerSample before, PeerSample now, CrowdStatus? crowd)
    {
        double events = now.PerSecond(before, peer => peer.GraphEvents);
        double final = now.PerSecond(before, peer => peer.ActionsFinal);
        double inKiB = now.PerSecond(before, peer => peer.BytesIn) / 1_024;
        double outKiB = now.PerSecond(before, peer => peer.BytesOut) / 1_024;
        return Invariant($"{second,4} s  {events,6:N0} events/s")
            + Invariant($"  {final,6:N0} of {setup.Players * setup.Rate:N0} final/s")
            + Invariant($"  own {now.Figures.Finality.P50Ms,5:N0} ms  {now.Cores(before),5:F2} cores")
            + Invariant($"  {now.RssBytes >> 20,4} MiB  in {inKiB,5:N0} out {outKiB,5:N0} KiB/s")
            + Invariant($"  crowd {crowd?.CpuCores ?? 0:F2} cores, late {crowd?.LateMs.P99 ?? 0:N0} ms");
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
