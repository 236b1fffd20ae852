using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>Whom a datagram names as its sender: a claim, no proof.</summary>
public static class DatagramSender
{
    /// <summary>
    /// Reads the claim; false when the bytes are no datagram of this format. Any number may come out, also that of no
    /// member.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> datagram, out MemberIndex sender)
    {
        bool isDatagram = DatagramHeader.TryRead(datagram, out DatagramHeader header);
        sender = header.Sender;
        return isDatagram;
    }
}
