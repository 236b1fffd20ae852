using System.Buffers.Binary;
using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// Fills datagrams with events whose signatures are bad, each of which must be checked to be known as such: small ones
/// that it makes in anybody's name, and events of others with something changed in the signature.
/// </summary>
internal sealed class BadSignaturesAdversary : FloodingAdversary
{
    private const int RememberedMax = 64;
    private const int HeardPpm = 100_000;

    private readonly List<byte[]> _events = [];
    private readonly byte[] _spoilt = new byte[Gossip.Limits.EventBytesMax];
    private EventPress[] _presses = [];
    private DatagramForge _datagrams = null!;
    private int _sequence;

    /// <inheritdoc/>
    public override string Name => "bad-signatures";

    /// <inheritdoc/>
    protected override int PerS => 2_000;

    /// <inheritdoc/>
    public override void Begin()
    {
        _datagrams = new DatagramForge(Stage.Epoch.Id, Member);
        _presses = [.. Others.Select(other => new EventPress(Stage.Epoch.Id, other, Stage.SignerOf(Member)))];
        base.Begin();
    }

    /// <inheritdoc/>
    public override void Accepted(Host host, ReadOnlySpan<byte> eventBytes)
    {
        if (_events.Count < RememberedMax)
        {
            _events.Add(eventBytes.ToArray());
        }
        else
        {
            _events[Dice.Below(RememberedMax)] = eventBytes.ToArray();
        }
    }

    /// <inheritdoc/>
    protected override void SendNext()
    {
        _datagrams.Start();
        while (_datagrams.TryAdd(MessageKind.Event, _events.Count > 0 && Dice.Chance(HeardPpm) ? Spoilt() : Invented()))
        {
            Acts++;
        }

        Hosts[0].SendRaw(Victim, _datagrams.Bytes);
    }

    /// <summary>An event that it heard, with one bit of the signature changed.</summary>
    private ReadOnlySpan<byte> Spoilt()
    {
        byte[] heard = Dice.Pick(_events);
        heard.CopyTo(_spoilt, 0);
        int at = heard.Length - EventLayout.SignatureBytes + Dice.Below(EventLayout.SignatureBytes);
        _spoilt[at] ^= (byte)(1 << Dice.Below(8));
        return _spoilt.AsSpan(0, heard.Length);
    }

    /// <summary>An event in somebody's name, signed with the own key.</summary>
    private ReadOnlySpan<byte> Invented()
    {
        Span<byte> noise = stackalloc byte[EventHash.Bytes];
        BinaryPrimitives.WriteUInt64LittleEndian(noise, Dice.Next());
        EventPress press = Dice.Pick(_presses);
        press.Make((_sequence++ % Gossip.Limits.AheadMax, Hosts[0].Now), [], EventHash.Read(noise), []);
        return press.Made;
    }
}
