using System.Buffers.Binary;
using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// The first bytes of every datagram: whose it is, and what both ends need to measure delay and loss.
/// </summary>
/// <param name="EpochTag">The first eight bytes of the epoch's id: tells a straggler of another epoch at once.</param>
/// <param name="Sender">The sending member; must be the one that the link received it from.</param>
/// <param name="Number">Counts the sender's datagrams to this receiver, modulo 2^32.</param>
/// <param name="Missed">Share of the receiver's datagrams that the sender missed, in 1/65,535.</param>
/// <param name="SentAt">The sender's clock, low 32 bits of microseconds.</param>
/// <param name="Echo">The last <see cref="SentAt"/> that came from the receiver.</param>
/// <param name="Held">
/// How long the sender held it before this echo, in 64 µs units; <see cref="NoEcho"/> when there is none or it is too
/// old.
/// </param>
internal readonly record struct DatagramHeader(
    ulong EpochTag, MemberIndex Sender, uint Number, ushort Missed, uint SentAt, uint Echo, ushort Held)
{
    /// <summary>Bytes of the header.</summary>
    public const int Bytes = 27;

    /// <summary>The version that this code writes and reads.</summary>
    public const byte Version = 1;

    /// <summary>Microseconds per unit of <see cref="Held"/>.</summary>
    public const int HeldUnitMicros = 64;

    /// <summary><see cref="Held"/> of a datagram that echoes nothing.</summary>
    public const ushort NoEcho = ushort.MaxValue;

    /// <summary>Stands in for a header where there was no datagram.</summary>
    public static DatagramHeader None => new() { Held = NoEcho };

    /// <summary>Writes the header to the first <see cref="Bytes"/> bytes.</summary>
    public void Write(Span<byte> destination)
    {
        destination[0] = Version;
        BinaryPrimitives.WriteUInt64BigEndian(destination[1..], EpochTag);
        BinaryPrimitives.WriteUInt16LittleEndian(destination[9..], (ushort)Sender.Value);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[11..], Number);
        BinaryPrimitives.WriteUInt16LittleEndian(destination[15..], Missed);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[17..], SentAt);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[21..], Echo);
        BinaryPrimitives.WriteUInt16LittleEndian(destination[25..], Held);
    }

    /// <summary>Reads a header; false when the datagram is too short or of another version.</summary>
    public static bool TryRead(ReadOnlySpan<byte> datagram, out DatagramHeader header)
    {
        if (datagram.Length < Bytes || datagram[0] != Version)
        {
            header = default;
            return false;
        }

        header = new DatagramHeader(
            BinaryPrimitives.ReadUInt64BigEndian(datagram[1..]),
            new MemberIndex(BinaryPrimitives.ReadUInt16LittleEndian(datagram[9..])),
            BinaryPrimitives.ReadUInt32LittleEndian(datagram[11..]),
            BinaryPrimitives.ReadUInt16LittleEndian(datagram[15..]),
            BinaryPrimitives.ReadUInt32LittleEndian(datagram[17..]),
            BinaryPrimitives.ReadUInt32LittleEndian(datagram[21..]),
            BinaryPrimitives.ReadUInt16LittleEndian(datagram[25..]));
        return true;
    }
}
