using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Session.Tests;

/// <summary>The first datagram that a member sends.</summary>
internal sealed class FirstDatagram : IPeerOutput
{
    private byte[]? _bytes;

    /// <summary>With the member's first event in it, which carries one action.</summary>
    public static byte[] Of(Epoch epoch, MemberIndex member, IEventSigner signer, byte action = 1)
    {
        FirstDatagram output = new();
        PeerSetup setup = new()
        {
            Epoch = epoch,
            Constitution = new Constitution(),
            Self = member,
            Signer = signer,
        };
        Peer peer = new(setup, new Notebook(), output, VirtualNetwork.Start);
        peer.Submit([action], VirtualNetwork.Start, out _);
        peer.Tick(VirtualNetwork.Start);
        peer.Tick(VirtualNetwork.Start + new Micros(1_000_000));
        Assert.That(output._bytes, Is.Not.Null);
        return output._bytes!;
    }

    public void Send(MemberIndex to, ReadOnlySpan<byte> datagram) => _bytes ??= datagram.ToArray();

    public void RoundDecided(in DecidedRound decided)
    {
    }

    public void OwnActionFinal(in FinalAction action)
    {
    }

    public void BranchProven(MemberIndex member, ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
    }
}
