using Hearsay.Gossip;
using Hearsay.Session;

namespace Hearsay.Cli;

/// <summary>
/// Throughput and finality of complete peers in one process: warm up, measure, stop submitting, let everything become
/// final, compare the peers.
/// </summary>
internal sealed class PeerLoad(PeerLoadSetup setup, CliOutput output)
{
    private static readonly TimeSpan DrainMax = TimeSpan.FromSeconds(20);

    public async Task<PeerLoadReport> RunAsync(CancellationToken stop)
    {
        LocalPeers peers = LocalPeers.Build(ToPeersSetup(), _ => new CountingMachine());
        await using (peers.ConfigureAwait(false))
        {
            LoadGenerator[] generators = [.. peers.Sessions.Select(
                session => new LoadGenerator(session, setup.ActionBytes, setup.InFlight))];
            peers.Start();
            foreach (LoadGenerator generator in generators)
            {
                generator.Fill(stop);
            }

            output.Error.WriteLine($"Warming up for {setup.WarmUpSeconds} s, then measuring for {setup.Seconds} s.");
            await Patience.ForAsync(TimeSpan.FromSeconds(setup.WarmUpSeconds), stop).ConfigureAwait(false);
            (LoadReading before, LoadReading after) =
                await MeasureAsync(peers, generators, stop).ConfigureAwait(false);
            foreach (LoadGenerator generator in generators)
            {
                generator.Stop();
            }

            await peers.DrainAsync(DrainMax).ConfigureAwait(false);
            Agreement agreement = await Agreement.AmongAsync(peers.Sessions).ConfigureAwait(false);
            if (peers.Failure is { } failure)
            {
                output.Error.WriteLine($"hearsay: {failure}");
            }

            return Report(generators, before, after, agreement) with
            {
                Agreed = agreement.IsReached && peers.Failure is null,
            };
        }
    }

    private async Task<(LoadReading Before, LoadReading After)> MeasureAsync(
        LocalPeers peers, LoadGenerator[] generators, CancellationToken stop)
    {
        LoadReading before = LoadReading.Now(peers.Sessions);
        foreach (LoadGenerator generator in generators)
        {
            generator.BeginMeasuring();
        }

        await Patience.ForAsync(TimeSpan.FromSeconds(setup.Seconds), stop).ConfigureAwait(false);
        foreach (LoadGenerator generator in generators)
        {
            generator.EndMeasuring();
        }

        return (before, LoadReading.Now(peers.Sessions));
    }

    private PeerLoadReport Report(
        LoadGenerator[] generators, LoadReading before, LoadReading after, Agreement agreement)
    {
        double seconds = before.SecondsTo(after);
        long final = generators.Sum(generator => generator.Final);
        return new PeerLoadReport
        {
            Peers = setup.Peers,
            Seconds = Math.Round(seconds, 3),
            ActionBytes = setup.ActionBytes,
            InFlightPerPeer = setup.InFlight,
            ActionsFinal = final,
            ActionsPerSecond = Math.Round(final / seconds),
            FinalityMs = FinalityReport.Of(generators.Select(generator => generator.Finality)),
            Rounds = after.Peers.Max(peer => peer.Rounds) - before.Peers.Max(peer => peer.Rounds),
            EventsPerSecond = Math.Round(before.Growth(after, peer => peer.GraphEvents) / seconds / setup.Peers),
            BytesOutPerSecond = Math.Round(before.Growth(after, peer => peer.BytesOut) / seconds),
            DatagramsOutPerSecond = Math.Round(before.Growth(after, peer => peer.DatagramsOut) / seconds),
            DatagramsDropped = before.Growth(after, peer => peer.DatagramsDropped),
            CpuCores = Math.Round((after.Cpu - before.Cpu).TotalSeconds / seconds, 2),
            AllocatedBytes = after.AllocatedBytes - before.AllocatedBytes,
            ComparedRound = agreement.Round,
            OrderDigests = agreement.OrderDigests,
            StateDigests = agreement.StateDigests,
            Agreed = agreement.IsReached,
        };
    }

    private LocalPeersSetup ToPeersSetup() => new()
    {
        Peers = setup.Peers,
        Seed = 1,
        Game = new GameVersion("load", "1"),
        Constitution = new Constitution
        {
            ActionsPerSecond = Session.Limits.ActionsPerSecondMax,
            ActionBurst = Session.Limits.ActionBurstMax,
            RoundsPerEpoch = int.MaxValue,
        },
        Gossip = new GossipOptions
        {
            MinimumIntervalMs = setup.MinimumIntervalMs,
            UploadBytesPerS = long.MaxValue / 1_000_000,
            EventsPerPeerPerS = 1_000_000,
            EventsPerCreatorPerS = 1_000_000,
        },
        Impairment = setup.Impairment,
    };
}
