using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// Measures the round trip to a peer: every datagram carries its sending time, and echoes the last one that came from
/// the other side with how long it was held. Smoothed as in RFC 6298, with an eighth for the new value.
/// </summary>
internal struct DelayMeter
{
    private const long RoundTripMaxMicros = 10_000_000;

    private uint _echo;
    private Micros _echoReceivedAt;
    private bool _hasEcho;
    private bool _isMeasured;
    private long _roundTripMicros;

    /// <summary>Half the smoothed round trip; 0 before the first measurement.</summary>
    public readonly Micros OneWay => new(_roundTripMicros / 2);

    public readonly Micros RoundTrip => new(_roundTripMicros);

    /// <summary>Notes a datagram that came at <paramref name="now"/>.</summary>
    public void Note(in DatagramHeader header, Micros now)
    {
        _echo = header.SentAt;
        _echoReceivedAt = now;
        _hasEcho = true;
        if (header.Held == DatagramHeader.NoEcho)
        {
            return;
        }

        long sample = (uint)now.Value - header.Echo - (uint)(header.Held * DatagramHeader.HeldUnitMicros);
        if (sample <= RoundTripMaxMicros)
        {
            _roundTripMicros = _isMeasured ? _roundTripMicros + ((sample - _roundTripMicros) / 8) : sample;
            _isMeasured = true;
        }
    }

    /// <summary>What a datagram that leaves at <paramref name="now"/> echoes.</summary>
    public readonly (uint Echo, ushort Held) EchoAt(Micros now)
    {
        long held = (now - _echoReceivedAt).Value / DatagramHeader.HeldUnitMicros;
        return _hasEcho && held < DatagramHeader.NoEcho ? (_echo, (ushort)held) : (0, DatagramHeader.NoEcho);
    }
}
