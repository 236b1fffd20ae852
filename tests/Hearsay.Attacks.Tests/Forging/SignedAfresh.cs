using Hearsay.Gossip;
using Hearsay.Hashgraph;
using Hearsay.Simulation;

namespace Hearsay.Attacks.Tests;

/// <summary>
/// One valid event of the attacker's own, with another valid signature each time: ECDSA has as many as one likes. The
/// event is the same, but who remembers checked signatures has never seen this one.
/// </summary>
internal sealed class SignedAfresh : IForgery
{
    private readonly DatagramForge _datagram;
    private readonly IEventSigner _signer;
    private readonly byte[] _event;
    private readonly EventHash _hash;
    private readonly int _copies;

    /// <param name="camp">Whose attack it is.</param>
    /// <param name="copies">Copies in a datagram, 1 to 10.</param>
    public SignedAfresh(Camp camp, int copies)
    {
        _datagram = new DatagramForge(camp.Epoch.Id, camp.Self);
        _signer = camp.Signer;
        _copies = copies;
        EventForge forge = new(camp.Epoch.Id, Arena.Members, camp.Self, camp.Signer);
        _event = forge.Next(Camp.Now, [], []).ToArray();
        _hash = EventHasher.HashOf(camp.Epoch.Id, _event.AsSpan()[..^EventLayout.SignatureBytes]);
    }

    public ReadOnlySpan<byte> Next()
    {
        _datagram.Start();
        for (int i = 0; i < _copies; i++)
        {
            _signer.Sign(_hash, _event.AsSpan()[^EventLayout.SignatureBytes..]);
            Invariant.Check(_datagram.TryAdd(MessageKind.Event, _event), "ten small events fit a datagram");
        }

        return _datagram.Bytes;
    }
}
