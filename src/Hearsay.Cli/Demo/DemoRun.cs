using System.Diagnostics;
using Hearsay.Gossip;
using Hearsay.Session;
using Hearsay.World;
using Spectre.Console;

namespace Hearsay.Cli;

/// <summary>
/// Bots in one world, each on a complete peer of its own: play, stop, let everything become final, compare the peers.
/// </summary>
internal sealed class DemoRun(DemoSetup setup, CliOutput output)
{
    private static readonly TimeSpan RedrawEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan DrainMax = TimeSpan.FromSeconds(20);

    public async Task<DemoReport> RunAsync(CancellationToken stop)
    {
        LocalPeers peers = LocalPeers.Build(ToPeersSetup(), genesis => new VoxelWorld(new WorldSetup
        {
            Seed = genesis.WorldSeed,
        }));
        await using (peers.ConfigureAwait(false))
        {
            peers.Start();
            long start = Stopwatch.GetTimestamp();
            await PlayAsync(peers, stop).ConfigureAwait(false);
            TimeSpan played = Stopwatch.GetElapsedTime(start);
            await peers.DrainAsync(DrainMax).ConfigureAwait(false);
            Agreement agreement = await Agreement.AmongAsync(peers.Sessions).ConfigureAwait(false);
            if (peers.Failure is { } failure)
            {
                output.Error.WriteLine($"hearsay: {failure}");
            }

            return await ReportAsync(peers, played, agreement).ConfigureAwait(false);
        }
    }

    private async Task PlayAsync(LocalPeers peers, CancellationToken stop)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task[] bots = [.. peers.Sessions.Select(
            session => new BotDriver(session, setup.Seed).RunAsync(end.Token))];
        await ShowAsync(peers, TimeSpan.FromSeconds(setup.Seconds), stop).ConfigureAwait(false);
        await end.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(bots).ConfigureAwait(false);
    }

    private async Task ShowAsync(LocalPeers peers, TimeSpan time, CancellationToken stop)
    {
        if (!output.IsLive)
        {
            output.Error.WriteLine($"{setup.Peers} peers play for {setup.Seconds} s.");
            await Patience.ForAsync(time, stop).ConfigureAwait(false);
            return;
        }

        long start = Stopwatch.GetTimestamp();
        await output.Progress().Live(DemoTable.OfPeers(peers.Sessions)).StartAsync(async live =>
        {
            while (Stopwatch.GetElapsedTime(start) < time
                && peers.Failure is null
                && await Patience.ForAsync(RedrawEvery, stop).ConfigureAwait(false))
            {
                live.UpdateTarget(DemoTable.OfPeers(peers.Sessions));
            }
        }).ConfigureAwait(false);
    }

    private async Task<DemoReport> ReportAsync(LocalPeers peers, TimeSpan played, Agreement agreement)
    {
        SessionStatistics[] figures = [.. peers.Sessions.Select(session => session.Statistics())];
        long final = figures.Sum(peer => peer.OwnActionsFinal);
        ContestedItems contested = await peers.Sessions[0]
            .ReadAsync<VoxelWorld, ContestedItems>(world => world.ContestedItems).ConfigureAwait(false);
        return new DemoReport
        {
            Peers = setup.Peers,
            Seconds = Math.Round(played.TotalSeconds, 3),
            ActionsSubmitted = figures.Sum(peer => peer.ActionsSubmitted),
            ActionsFinal = final,
            ActionsRejected = figures.Sum(peer => peer.OwnActionsRejected),
            ActionsPerSecond = Math.Round(final / played.TotalSeconds, 1),
            Rounds = agreement.Round,
            FinalityMs = FinalityReport.Of(peers.Sessions.Select(session => session.FinalityHistogram())),
            Contested = new ContestReport(contested.Items, contested.Attempts, contested.DoubleWins),
            OrderDigests = agreement.OrderDigests,
            WorldDigests = agreement.StateDigests,
            Agreed = agreement.IsReached && peers.Failure is null,
        };
    }

    private LocalPeersSetup ToPeersSetup() => new()
    {
        Peers = setup.Peers,
        Seed = setup.Seed,
        Game = new GameVersion("voxels", "1"),
        Constitution = new Constitution { RoundsPerEpoch = int.MaxValue },
        Gossip = new GossipOptions(),
        Impairment = setup.Impairment,
    };
}
