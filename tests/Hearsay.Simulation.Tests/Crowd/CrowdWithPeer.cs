using Hearsay.Gossip;
using Hearsay.Hashgraph;
using Hearsay.Session;
using Hearsay.World;

namespace Hearsay.Simulation.Tests;

/// <summary>A real peer among a live crowd, in one thread under virtual time.</summary>
internal sealed class CrowdWithPeer : ICrowdWire, ICrowdPlayers, IPeerOutput, IDisposable
{
    private const long StepMicros = 1_000;
    private const long EpochMicros = 1_735_689_600_000_000;

    private readonly List<(MemberIndex Member, byte[] Datagram)> _toPeer = [];
    private readonly List<(MemberIndex Member, byte[] Datagram)> _toCrowd = [];
    private readonly PlayerKey[] _keys;
    private readonly P256Signer[] _signers;
    private readonly P256Verifier _verifier;
    private readonly DatagramScreen _screen;
    private readonly ScreenedDatagram _screened = new();
    private readonly byte[] _action = new byte[World.Limits.ActionBytesMax];
    private long _now;

    public CrowdWithPeer(CrowdOptions options)
    {
        _keys = [.. Enumerable.Range(0, options.Members).Select(_ => PlayerKey.Create())];
        _signers = [.. _keys.Select(key => new P256Signer(key))];
        Member[] members = [.. _keys.Select((key, i) => new Member { Name = $"player {i}", PublicKey = key.Public })];
        Constitution constitution = new();
        Epoch epoch = Epoch.First(new Genesis(new GameVersion("voxels", "1"), 1, constitution, members));
        _verifier = new P256Verifier(epoch.PublicKeys());
        MemberIndex outside = new(options.OutsideMember);
        _screen = new DatagramScreen(epoch.Id, epoch.Roster, outside, _verifier);
        Crowd = new LiveCrowd(
            new LiveCrowdSetup
            {
                Options = options with { EpochMicros = EpochMicros, KeptEvents = 8_192, ActionBytes = 16 },
                Epoch = epoch,
                Constitution = constitution,
                Signers = [.. _signers.Select((signer, i) => i == options.OutsideMember ? null : signer)],
                Players = this,
                Machine = new VoxelWorld(new WorldSetup { Seed = 1 }),
            },
            this);
        PeerSetup setup = new()
        {
            Epoch = epoch,
            Constitution = constitution,
            Self = outside,
            Signer = _signers[options.OutsideMember],
            Screen = _screen,
            Gossip = options.Gossip,
        };
        Peer = new Peer(setup, new VoxelWorld(new WorldSetup { Seed = 1 }), this, new Micros(EpochMicros));
    }

    public LiveCrowd Crowd { get; }

    public Peer Peer { get; }

    public long Refusals => Enum.GetValues<RefusalReason>().Sum(
        reason => _screen.Refusals.Total(reason) + Peer.Gossip.Refusals.Total(reason));

    public List<FinalAction> Final { get; } = [];

    public int Submitted { get; private set; }

    public void RunTo(long untilMicros, bool acts)
    {
        for (; _now < untilMicros; _now += StepMicros)
        {
            Micros now = new(EpochMicros + _now);
            Crowd.Run(_now);
            foreach ((MemberIndex member, byte[] datagram) in _toPeer)
            {
                if (_screen.Screen(member, datagram, now, _screened))
                {
                    Peer.Receive(_screened, now);
                }
            }

            _toPeer.Clear();
            if (acts && _now % 500_000 == 0)
            {
                int length = Act(Peer.Setup.Self, _action);
                Submitted += Peer.Submit(_action.AsSpan(0, length), now, out _) == SubmitOutcome.Accepted ? 1 : 0;
            }

            Peer.Tick(now);
            foreach ((MemberIndex member, byte[] datagram) in _toCrowd)
            {
                Crowd.Receive(member, datagram, _now);
            }

            _toCrowd.Clear();
        }
    }

    int ICrowdPlayers.Act(MemberIndex member, Span<byte> action) => Act(member, action);

    void ICrowdWire.Send(MemberIndex from, ReadOnlySpan<byte> datagram) => _toPeer.Add((from, datagram.ToArray()));

    void IPeerOutput.Send(MemberIndex to, ReadOnlySpan<byte> datagram) => _toCrowd.Add((to, datagram.ToArray()));

    public void RoundDecided(in DecidedRound round)
    {
        // Asked for afterwards.
    }

    public void OwnActionFinal(in FinalAction action) => Final.Add(action);

    public void BranchProven(MemberIndex member, ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) =>
        Assert.Fail($"member {member.Value} branched");

    public void Dispose()
    {
        Crowd.Settle();
        _verifier.Dispose();
        foreach (P256Signer signer in _signers)
        {
            signer.Dispose();
        }

        foreach (PlayerKey key in _keys)
        {
            key.Dispose();
        }
    }

    private static int Act(MemberIndex member, Span<byte> action) =>
        ActionCodec.Encode(member.Value % 2 == 0 ? WorldAction.Join() : WorldAction.Hold(member.Value % 9), action);
}
