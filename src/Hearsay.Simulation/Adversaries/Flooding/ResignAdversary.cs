using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// Sends its last events again and again, each time with a fresh signature: every copy is valid, and none is one that
/// was checked before.
/// </summary>
internal sealed class ResignAdversary : FloodingAdversary
{
    private const int RememberedMax = 16;

    private readonly List<byte[]> _events = [];
    private IEventSigner _signer = null!;
    private DatagramForge _datagrams = null!;

    /// <inheritdoc/>
    public override string Name => "resign";

    /// <inheritdoc/>
    protected override int PerS => 2_500;

    /// <inheritdoc/>
    public override void Begin()
    {
        _datagrams = new DatagramForge(Stage.Epoch.Id, Member);
        _signer = Stage.FreshSignerOf(Member);
        base.Begin();
    }

    /// <inheritdoc/>
    public override void Made(Host host, ReadOnlySpan<byte> eventBytes)
    {
        _events.Add(eventBytes.ToArray());
        if (_events.Count > RememberedMax)
        {
            _events.RemoveAt(0);
        }
    }

    /// <inheritdoc/>
    protected override void SendNext()
    {
        if (_events.Count == 0)
        {
            return;
        }

        _datagrams.Start();
        while (_datagrams.TryAdd(MessageKind.Event, SignAfresh(Dice.Pick(_events))))
        {
            Acts++;
        }

        Hosts[0].SendRaw(Victim, _datagrams.Bytes);
    }

    private byte[] SignAfresh(byte[] eventBytes)
    {
        int signatureAt = eventBytes.Length - EventLayout.SignatureBytes;
        EventHash hash = EventHasher.HashOf(Stage.Epoch.Id, eventBytes.AsSpan(0, signatureAt));
        _signer.Sign(hash, eventBytes.AsSpan(signatureAt));
        return eventBytes;
    }
}
