using System.Diagnostics;
using System.Net;
using Hearsay.Gossip;
using Hearsay.Session;
using Hearsay.Transport;
using Hearsay.World;

namespace Hearsay.Cli;

/// <summary>
/// One complete peer among a crowd that another process plays: what each player's machine would do, measured on one.
/// Warm up, measure, stop the actions, let everything become final, compare the peer with the crowd.
/// </summary>
internal sealed class PlayersLoad(PlayersSetup setup, CliOutput output)
{
    private static readonly TimeSpan SampleEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan DrainMax = TimeSpan.FromSeconds(30);

    private readonly List<PeerSample> _samples = [];
    private readonly FinalEvents _final = new();
    private readonly LatencyHistogram _own = new();
    private readonly List<(double Seconds, double Ms)> _ownTimes = [];
    private long _measuredFrom = long.MaxValue;
    private long _measuredUntil = long.MaxValue;
    private long _startMicros;

    /// <summary>The samples of the measured time, one a second.</summary>
    public IReadOnlyList<PeerSample> Samples => _samples;

    /// <summary>The finality of all players' actions at the peer.</summary>
    public LatencyHistogram Finality { get; private set; } = new();

    /// <summary>
    /// The peer's own actions: when submitted, in seconds of the measured time, and how long it took.
    /// </summary>
    public IReadOnlyList<(double Seconds, double Ms)> OwnTimes => _ownTimes;

    public async Task<PlayersReport> RunAsync(CancellationToken stop)
    {
        output.Error.WriteLine($"Starting a crowd of {setup.Players - 1:N0} players in a process of its own.");
        (CrowdProcess crowd, CrowdHello hello) = await CrowdProcess.StartAsync(setup.Players - 1).ConfigureAwait(false);
        using CrowdProcess process = crowd;
        using PlayerKey key = PlayerKey.Create();
        UdpLink link = UdpLink.Open(new IPEndPoint(IPAddress.Loopback, 0));
        Genesis genesis = Found(hello, key, link);
        link.SetPeers([.. hello.Ports.Select(port => new IPEndPoint(IPAddress.Loopback, port)), null]);
        VoxelWorld world = new(new WorldSetup { Seed = genesis.WorldSeed });
        Session.Session session = new SessionBuilder
        {
            Genesis = genesis,
            Key = key,
            State = world,
            Link = link,
            Options = new SessionOptions
            {
                Gossip = setup.ToGossip(),
                DigestEveryRounds = PlayersSetup.DigestEveryRounds,
            },
        }.Build();
        await using (session.ConfigureAwait(false))
        {
            session.RoundDecided += round => _final.Note(round.Ordered, NowMicros() - _startMicros);
            session.ActionFinal += NoteOwn;
            CrowdOrders orders = new(setup, genesis.ToJson(), link.LocalEndPoint.Port);
            _startMicros = await process.BeginAsync(orders).ConfigureAwait(false);
            long left = Math.Max(0, _startMicros - NowMicros());
            await Patience.ForAsync(TimeSpan.FromMicroseconds(left), stop).ConfigureAwait(false);
            session.Start();
            return await MeasureAsync(session, process, stop).ConfigureAwait(false);
        }
    }

    private async Task<PlayersReport> MeasureAsync(Session.Session session, CrowdProcess crowd, CancellationToken stop)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task player = new PacedBot(session, setup).RunAsync(end.Token);
        PlayersView view = new(output, setup);
        output.Error.WriteLine($"Warming up for {setup.WarmUpSeconds} s, then measuring for {setup.Seconds} s.");
        await view.ShowAsync(session, crowd, setup.WarmUpSeconds, null, stop).ConfigureAwait(false);
        _measuredFrom = NowMicros() - _startMicros;
        await view.ShowAsync(session, crowd, setup.Seconds, _samples, stop).ConfigureAwait(false);
        _measuredUntil = NowMicros() - _startMicros;
        await end.CancelAsync().ConfigureAwait(false);
        await player.ConfigureAwait(false);
        crowd.StopActions();
        await DrainAsync(session, crowd).ConfigureAwait(false);
        CrowdStatus? last = await crowd.EndAsync().ConfigureAwait(false);
        return await ReportAsync(session, last).ConfigureAwait(false);
    }

    /// <summary>Waits until everything sent is final here, and both sides have digests of a round after that.</summary>
    private async Task DrainAsync(Session.Session session, CrowdProcess crowd)
    {
        output.Error.WriteLine("Waiting until everything is final.");
        long started = Stopwatch.GetTimestamp();
        int covering = int.MaxValue;
        CrowdStatus? before = crowd.Status;
        while (Stopwatch.GetElapsedTime(started) < DrainMax && session.Failure is null)
        {
            await Task.Delay(SampleEvery).ConfigureAwait(false);
            SessionStatistics here = session.Statistics();
            CrowdStatus? there = crowd.Status;
            bool hasAll = there is not null
                && there.ActionsSent == before?.ActionsSent
                && here.ActionsFinal >= there.ActionsSent + here.ActionsSubmitted;
            covering = hasAll ? Math.Min(covering, here.LastRound.Number) : covering;
            if (there?.DigestRound >= covering && here.LastRound.Number >= there.DigestRound)
            {
                return;
            }

            before = there;
        }
    }

    private async Task<PlayersReport> ReportAsync(Session.Session session, CrowdStatus? crowd)
    {
        if (session.Failure is { } failure)
        {
            output.Error.WriteLine($"hearsay: {failure.Message}");
        }

        int round = crowd?.DigestRound ?? 0;
        bool reaches = await Patience.UntilAsync(
            () => session.Statistics().LastRound.Number >= round, TimeSpan.FromSeconds(5)).ConfigureAwait(false);
        RoundDigests? digests = reaches && round > 0 && session.Failure is null
            ? await session.DigestsAsync(new Hashgraph.Round(round)).ConfigureAwait(false)
            : null;
        byte[] actions = Convert.FromBase64String(crowd?.Actions ?? "");
        SessionStatistics atEnd = session.Statistics();
        await session.DisposeAsync().ConfigureAwait(false);
        (Finality, long lost) = _final.Join(actions, _measuredFrom, _measuredUntil);
        string[] orders = [digests?.Order.ToString() ?? "", crowd?.OrderDigest ?? ""];
        string[] states = [digests?.State?.ToString() ?? "", crowd?.StateDigest ?? ""];
        PeerSample first = _samples[0];
        PeerSample last = _samples[^1];
        long dropped = last.Figures.DatagramsDropped - first.Figures.DatagramsDropped;
        return new PlayersReport
        {
            Players = setup.Players,
            Rate = setup.Rate,
            Seconds = Math.Round(last.Seconds - first.Seconds, 3),
            ActionsFinal = last.Figures.ActionsFinal - first.Figures.ActionsFinal,
            ActionsPerSecond = Math.Round(last.PerSecond(first, peer => peer.ActionsFinal), 1),
            FinalityMs = FinalityReport.Of([Finality]),
            OwnFinalityMs = FinalityReport.Of([_own]),
            Peer = FiguresOf(first, last),
            Crowd = new CrowdFigures(
                crowd?.CpuCores ?? 0,
                crowd?.LateMs ?? FinalityReport.Of([]),
                crowd?.Events ?? 0,
                crowd?.ActionsSent ?? 0,
                crowd?.EventsServed ?? 0),
            ActionsLost = lost,
            ComparedRound = round,
            OrderDigests = orders,
            StateDigests = states,
            Agreed = lost == 0 && crowd is not null && session.Failure is null
                && orders[0].Length > 0 && orders[0] == orders[1] && states[0].Length > 0 && states[0] == states[1],
            Remarks = PlayersRemarks.Of(dropped, atEnd, crowd, lost),
        };
    }

    private PeerFigures FiguresOf(PeerSample first, PeerSample last) => new()
    {
        CpuCores = Math.Round(last.Cores(first), 3),
        RssMiB = Math.Round(_samples.Max(sample => sample.RssBytes) / 1_048_576.0, 1),
        BytesInPerSecond = Math.Round(last.PerSecond(first, peer => peer.BytesIn)),
        BytesOutPerSecond = Math.Round(last.PerSecond(first, peer => peer.BytesOut)),
        DatagramsInPerSecond = Math.Round(last.PerSecond(first, peer => peer.DatagramsIn)),
        DatagramsOutPerSecond = Math.Round(last.PerSecond(first, peer => peer.DatagramsOut)),
        EventsPerSecond = Math.Round(last.PerSecond(first, peer => peer.GraphEvents), 1),
        RoundsPerSecond = Math.Round(last.PerSecond(first, peer => peer.Rounds), 2),
        TickMs = new TickFigures(
            Math.Round(last.Figures.StateTick.P50Ms, 3), Math.Round(last.Figures.StateTick.P99Ms, 3)),
        QueueMax = last.Figures.InboxMost,
        DatagramsDropped = last.Figures.DatagramsDropped,
        DatagramsRefused = last.Figures.DatagramsRefused,
    };

    private Genesis Found(CrowdHello hello, PlayerKey own, UdpLink link)
    {
        List<Member> members = [];
        foreach (string hex in hello.Keys)
        {
            members.Add(PublicKey.TryParse(hex, out PublicKey? key) && key is not null
                ? new Member { Name = $"player {members.Count + 1}", PublicKey = key }
                : throw new IOException("The crowd's process sent a key that is none."));
        }

        members.Add(new Member { Name = "peer", PublicKey = own.Public, Address = link.LocalEndPoint.ToString() });
        Constitution constitution = new() { RoundsPerEpoch = int.MaxValue };
        return new Genesis(new GameVersion("voxels", "1"), (ulong)setup.Seed, constitution, members);
    }

    private void NoteOwn(FinalAction action)
    {
        long submitted = action.SubmittedAt.Value - _startMicros;
        if (submitted >= _measuredFrom && submitted < _measuredUntil)
        {
            _own.Record(action.Finality.Value);
            _ownTimes.Add(((submitted - _measuredFrom) / 1e6, action.Finality.Value / 1e3));
        }
    }

    private static long NowMicros() => (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).Ticks / 10;
}
