using BenchmarkDotNet.Attributes;
using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Benchmarks.Gossip;

/// <summary>
/// One datagram with an event, from the sender's engine (encode) through the receiver's screen (decode, hash) and
/// engine to the ordered round, without signatures; and a screen alone.
/// </summary>
[MemoryDiagnoser]
public class GossipBenchmarks : IGossipOutput, IEventVerifier, IEventSigner
{
    private const int Datagrams = 10_000;
    private const int WarmUpSteps = 600;

    private readonly ScreenedDatagram _screened = new();
    private byte[] _datagram = [];
    private SteadyGossip _gossip = new(2);
    private DatagramScreen? _screen;
    private Micros _screenedAt;

    [Params(4, 32, 128)]
    public int Members { get; set; } = 4;

    [GlobalSetup]
    public void Warm()
    {
        _gossip = new SteadyGossip(Members);
        for (int i = 0; i < WarmUpSteps; i++)
        {
            _gossip.Step();
        }

        Roster roster = Roster.OfEqualMembers(Members);
        GossipSetup setup = new() { EpochId = default, Roster = roster, Self = new MemberIndex(0), Signer = this };
        GossipEngine sender = new(setup, this, new Micros(1_000_000));
        sender.Submit(new byte[16], new Micros(1_000_000), out _);
        sender.Tick(new Micros(1_000_000));
        _screen = new DatagramScreen(default, roster, new MemberIndex(1), this, new ScreenOptions
        {
            RememberedSignatures = 1,
            ChecksPerPeerPerS = 1_000_000,
            EventsPerCreatorPerS = 1_000_000,
        });
    }

    /// <summary>Everything that gossip does for one datagram, at both ends.</summary>
    [Benchmark(OperationsPerInvoke = Datagrams)]
    public long EncodeSendTakeIn() => _gossip.Run(Datagrams);

    /// <summary>Decoding and hashing alone.</summary>
    [Benchmark]
    public bool Screen()
    {
        _screenedAt += new Micros(1);
        return _screen!.Screen(new MemberIndex(0), _datagram, _screenedAt, _screened);
    }

    void IGossipOutput.Send(MemberIndex to, ReadOnlySpan<byte> datagram) => _datagram = datagram.ToArray();

    void IGossipOutput.OwnEvent(ReadOnlySpan<byte> eventBytes)
    {
        // Nothing is journaled.
    }

    void IGossipOutput.AcceptedEvent(ReadOnlySpan<byte> eventBytes)
    {
        // Nothing is journaled.
    }

    void IGossipOutput.ParentHashes(ReadOnlySpan<byte> record)
    {
    }

    void IGossipOutput.BranchProven(MemberIndex member, ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) =>
        throw new InvalidOperationException("One event makes no branch.");

    bool IEventVerifier.Verify(MemberIndex creator, EventHash signedDigest, ReadOnlySpan<byte> signature) => true;

    void IEventSigner.Sign(EventHash signedDigest, Span<byte> signature) => signature.Clear();
}
