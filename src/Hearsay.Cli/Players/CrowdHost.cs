using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics;
using System.Text.Json;
using Hearsay.Gossip;
using Hearsay.Hashgraph;
using Hearsay.Session;
using Hearsay.Simulation;
using Hearsay.World;

namespace Hearsay.Cli;

/// <summary>
/// The crowd's process: all players but one, on sockets of their own, in step with real time. Takes its orders from
/// standard input, one line of JSON, then the words <c>stop</c> (no more actions) and <c>end</c>; says how it does on
/// standard output. Ends by itself when standard input does.
/// </summary>
internal sealed class CrowdHost
{
    // A crowd that runs before anything counts: until then its code is compiled.
    private const int RehearsalMembers = 64;
    private const long RehearsalMicros = 5_000_000;

    // The crowd's own start is later than its making, which grows with the crowd.
    private static readonly TimeSpan StartIn = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan StatusEvery = TimeSpan.FromSeconds(1);

    private readonly TextWriter _output;
    private readonly List<PlayerKey> _keys = [];
    private readonly List<byte> _actions = [];
    private volatile string _order = "";
    private TimeSpan _cpuAtLast;

    private CrowdHost(TextWriter output) => _output = output;

    /// <summary>Plays so many members; returns when told to end.</summary>
    public static void Run(int members, TextReader input, TextWriter output)
    {
        CrowdHost host = new(output);
        using CrowdSockets sockets = new(members);
        for (int i = 0; i < members; i++)
        {
            host._keys.Add(PlayerKey.Create());
        }

        host.Say(new CrowdHello([.. host._keys.Select(key => key.Public.ToString())], sockets.Ports));
        if (input.ReadLine() is { } line && JsonSerializer.Deserialize<CrowdOrders>(line) is { } orders)
        {
            host.Rehearse(orders);
            sockets.Connect(orders.PeerPort);
            host.Play(orders, sockets, input);
        }
    }

    private void Listen(TextReader input)
    {
        while (input.ReadLine() is { } line)
        {
            _order = line;
        }

        _order = "end";
    }

    private void Rehearse(CrowdOrders orders)
    {
        CrowdOptions options = orders.Setup.ToCrowd(0, 0) with { Members = RehearsalMembers, OutsideMember = 0 };
        VoxelWorld world = new(new WorldSetup { Seed = 1 });
        using P256Signer signer = new(_keys[0]);
        Genesis genesis = new(
            new GameVersion("rehearsal", "1"),
            1,
            new Constitution(),
            [new Member { Name = "rehearsal", PublicKey = _keys[0].Public }]);
        LiveCrowd crowd = new(
            new LiveCrowdSetup
            {
                Options = options,
                Epoch = Epoch.First(genesis),
                Constitution = genesis.Constitution,
                Signers = [.. Enumerable.Repeat(signer, RehearsalMembers)],
                Players = new CrowdBots(world, RehearsalMembers, 1),
                Machine = world,
            },
            new NoWire());
        for (long now = 0; now < RehearsalMicros; now += 1_000)
        {
            crowd.Run(now);
        }

        crowd.Settle();
    }

    private void Play(CrowdOrders orders, CrowdSockets sockets, TextReader input)
    {
        Genesis genesis = Genesis.FromJson(orders.Genesis);
        long startMicros = UnixMicros() + (long)(StartIn * Math.Max(1, orders.Setup.Players / 500.0)).TotalMicroseconds;
        VoxelWorld world = new(new WorldSetup { Seed = genesis.WorldSeed });
        P256Signer[] signers = [.. _keys.Select(key => new P256Signer(key))];
        LiveCrowdSetup setup = new()
        {
            Options = orders.Setup.ToCrowd(startMicros, genesis.Constitution.HeartbeatMs),
            Epoch = Epoch.First(genesis),
            Constitution = genesis.Constitution,
            Signers = [.. signers, null],
            Players = new CrowdBots(world, orders.Setup.Players, orders.Setup.Seed),
            Machine = world,
            DigestEveryRounds = PlayersSetup.DigestEveryRounds,
        };
        LiveCrowd crowd = new(setup, sockets);
        crowd.ActionSent += NoteAction;
        Say(new CrowdReady(startMicros));
        Thread listener = new(() => Listen(input)) { IsBackground = true };
        listener.Start();
        KeepUp(crowd, sockets, (startMicros, orders.Setup.WarmUpSeconds * 1_000_000L));
        SayStatus(crowd, isLast: true);
        crowd.Settle();
        foreach (P256Signer signer in signers)
        {
            signer.Dispose();
        }
    }

    private void KeepUp(LiveCrowd crowd, CrowdSockets sockets, (long StartMicros, long WarmMicros) times)
    {
        long started = Stopwatch.GetTimestamp();
        long ahead = UnixMicros() - times.StartMicros;
        TimeSpan nextStatus = StatusEvery;
        bool isStopped = false;
        bool isWarm = false;
        while (_order != "end")
        {
            TimeSpan passed = Stopwatch.GetElapsedTime(started);
            long now = ahead + (long)passed.TotalMicroseconds;
            while (sockets.TryTake(out MemberIndex to, out byte[] bytes, out int length))
            {
                crowd.Receive(to, bytes.AsSpan(0, length), Math.Max(0, now));
                ArrayPool<byte>.Shared.Return(bytes);
            }

            if (now >= times.WarmMicros && !isWarm)
            {
                isWarm = true;
                crowd.ForgetLateness();
            }

            long next = now < 0 ? 0 : crowd.Run(now);
            if (_order == "stop" && !isStopped)
            {
                isStopped = true;
                crowd.StopActions();
            }

            if (passed >= nextStatus)
            {
                nextStatus += StatusEvery;
                SayStatus(crowd, isLast: false);
            }

            if (next > now)
            {
                Thread.Sleep(1);
            }
        }
    }

    private void NoteAction(MemberIndex member, Sequence sequence, long submittedMicros)
    {
        if (_actions.Count >= Limits.CrowdActionBytesMax)
        {
            return;
        }

        Span<byte> entry = stackalloc byte[sizeof(ushort) + sizeof(int) + sizeof(long)];
        BinaryPrimitives.WriteUInt16LittleEndian(entry, (ushort)member.Value);
        BinaryPrimitives.WriteInt32LittleEndian(entry[sizeof(ushort)..], sequence.Value);
        BinaryPrimitives.WriteInt64LittleEndian(entry[(sizeof(ushort) + sizeof(int))..], submittedMicros);
        _actions.AddRange(entry);
    }

    private void SayStatus(LiveCrowd crowd, bool isLast)
    {
        using Process self = Process.GetCurrentProcess();
        TimeSpan cpu = self.TotalProcessorTime;
        Say(new CrowdStatus
        {
            Events = crowd.Events,
            ActionsSent = crowd.ActionsSent,
            EventsServed = crowd.EventsServed,
            LastRound = crowd.LastRound.Number,
            DigestRound = crowd.Digests.Round.Number,
            OrderDigest = crowd.Digests.Order.ToString(),
            StateDigest = crowd.Digests.State?.ToString() ?? "",
            LateMs = FinalityReport.Of([crowd.Lateness]),
            CpuCores = Math.Round((cpu - _cpuAtLast) / StatusEvery, 2),
            Actions = isLast ? Convert.ToBase64String(_actions.ToArray()) : null,
        });
        _cpuAtLast = cpu;
    }

    private void Say<T>(T message)
    {
        _output.WriteLine(JsonSerializer.Serialize(message));
        _output.Flush();
    }

    private static long UnixMicros() => DateTimeOffset.UtcNow.UtcTicks / 10 - UnixEpochMicros;

    private static readonly long UnixEpochMicros = DateTimeOffset.UnixEpoch.UtcTicks / 10;

    private sealed class NoWire : ICrowdWire
    {
        public void Send(MemberIndex from, ReadOnlySpan<byte> datagram)
        {
            // Nobody listens to a rehearsal.
        }
    }
}
