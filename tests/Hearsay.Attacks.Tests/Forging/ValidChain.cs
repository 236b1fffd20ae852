using Hearsay.Gossip;
using Hearsay.Hashgraph;
using Hearsay.Simulation;

namespace Hearsay.Attacks.Tests;

/// <summary>The attacker's own chain, every event valid, only far more of them than anybody needs.</summary>
internal sealed class ValidChain(Camp camp) : IForgery
{
    public const int EventsPerDatagram = 10;

    private readonly DatagramForge _datagram = new(camp.Epoch.Id, camp.Self);
    private readonly EventForge _forge = new(camp.Epoch.Id, Arena.Members, camp.Self, camp.Signer);
    private Micros _createdAt = Camp.Now;

    public ReadOnlySpan<byte> Next()
    {
        _datagram.Start();
        for (int i = 0; i < EventsPerDatagram; i++)
        {
            _createdAt += new Micros(1); // a chain's times rise
            ReadOnlySpan<byte> next = _forge.Next(_createdAt, [], []);
            Invariant.Check(_datagram.TryAdd(MessageKind.Event, next), "ten small events fit a datagram");
        }

        return _datagram.Bytes;
    }
}
