using Hearsay.Gossip;

namespace Hearsay.Simulation;

/// <summary>How many bytes an event takes on the wire, counted as the event format writes it.</summary>
internal static class EventSizes
{
    private const int LengthBytesMax = 2;

    /// <summary>Bytes of an event without its parents and payload: the format's fixed fields and lengths.</summary>
    public static int Frame(int sequence) =>
        EventLayout.BytesMin - 1 + Varint.Length((ulong)sequence) - 1 + LengthBytesMax;

    /// <summary>Bytes of one other-parent.</summary>
    public static int Parent(in NamedParent parent) =>
        Varint.Length((ulong)parent.Creator.Value)
        + Varint.Length((ulong)parent.Sequence.Value)
        + Varint.Length((ulong)parent.Age);

    /// <summary>Bytes of a payload with so many actions of equal size.</summary>
    public static int Payload(int actions, int actionBytes, long firstNumber) => actions == 0
        ? 0
        : Varint.Length((ulong)(firstNumber + 1)) + (actions * (Varint.Length((ulong)actionBytes << 1) + actionBytes));

    /// <summary>Bytes on the wire of a datagram with one event of this size, packet overhead included.</summary>
    public static int Datagram(int eventBytes) =>
        eventBytes + Gossip.Limits.MessageFrameBytesMax + DatagramHeader.Bytes
        + Gossip.Limits.PacketOverheadBytes;
}
