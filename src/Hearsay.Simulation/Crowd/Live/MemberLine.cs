using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// What one member of the crowd knows of the line to the peer outside, for the headers of its datagrams.
/// </summary>
internal struct MemberLine
{
    private DelayMeter _delay;
    private DelayMeter _delayBefore;
    private LossMeter _loss;
    private Micros _heardAt;
    private Micros _heardBeforeAt;
    private uint _number;

    /// <summary>The share of this member's datagrams that the peer missed, as it reports, in 1/65,535.</summary>
    public ushort MissedThere { get; private set; }

    /// <summary>Notes a datagram of the peer that arrives at the member at a time.</summary>
    public void Note(in DatagramHeader header, Micros at)
    {
        _loss.Note(header.Number);
        MissedThere = header.Missed;
        if (at >= _heardAt)
        {
            _delayBefore = _delay;
            _heardBeforeAt = _heardAt;
            _delay.Note(header with { Held = DatagramHeader.NoEcho }, at);
            _heardAt = at;
        }
    }

    /// <summary>Notes a datagram that gets lost.</summary>
    public void Skip() => _number++;

    /// <summary>The header of the member's next datagram, which leaves it at a time.</summary>
    public DatagramHeader NextHeader(ulong epochTag, MemberIndex sender, Micros at)
    {
        (uint echo, ushort held) = _heardAt <= at ? _delay.EchoAt(at)
            : _heardBeforeAt <= at ? _delayBefore.EchoAt(at)
            : (0, DatagramHeader.NoEcho);
        return new DatagramHeader(epochTag, sender, _number++, _loss.Missed, (uint)at.Value, echo, held);
    }
}
