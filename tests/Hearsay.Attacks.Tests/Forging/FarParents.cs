using Hearsay.Gossip;
using Hearsay.Hashgraph;
using Hearsay.Simulation;

namespace Hearsay.Attacks.Tests;

/// <summary>
/// Own events that each name a parent of an honest member far ahead of all that this member has made: just near enough
/// to be waited for, and too far to come.
/// </summary>
internal sealed class FarParents(Camp camp) : IForgery
{
    private const ulong Seed = 7;

    // Below the limit for parents ahead by more than what an honest member makes during a window.
    private const int Ahead = 15_000;

    private readonly DatagramForge _datagram = new(camp.Epoch.Id, camp.Self);
    private readonly EventForge _forge = new(camp.Epoch.Id, Arena.Members, camp.Self, camp.Signer);
    private readonly Dice _dice = new(Seed, "far parents");
    private int _made;

    public ReadOnlySpan<byte> Next()
    {
        byte[] unknown = new byte[EventHash.Bytes];
        BitConverter.TryWriteBytes(unknown, _dice.Next());
        ForgedParent far = new(_made % Arena.Honest, Ahead + _made, EventHash.Read(unknown), Age: 1);
        ReadOnlySpan<byte> next = _forge.Next(Camp.Now + new Micros(_made), [far], []);
        _made++;
        Invariant.Check(_datagram.Start().TryAdd(MessageKind.Event, next), "an event fits a datagram");
        return _datagram.Bytes;
    }
}
