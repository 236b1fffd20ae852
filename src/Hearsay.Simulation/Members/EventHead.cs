using System.Buffers.Binary;
using Hearsay.Gossip;

namespace Hearsay.Simulation;

/// <summary>The first fields of an encoded event, for watchers that see every event of every peer.</summary>
/// <param name="Creator">The creator's index.</param>
/// <param name="Sequence">Its place on the creator's chain.</param>
/// <param name="CreatedAtMicros">When the creator says that it was made.</param>
internal readonly record struct EventHead(int Creator, int Sequence, long CreatedAtMicros)
{
    /// <summary>Creator and sequence in one number.</summary>
    public long Key => KeyOf(Creator, Sequence);

    public static long KeyOf(int creator, int sequence) => ((long)creator << 32) | (uint)sequence;

    /// <summary>Reads the fields of an event that a peer made or accepted: it is well formed.</summary>
    public static EventHead Read(ReadOnlySpan<byte> eventBytes)
    {
        int at = 3;
        Varint.TryRead(eventBytes, ref at, int.MaxValue, out int sequence);
        return new EventHead(
            BinaryPrimitives.ReadUInt16LittleEndian(eventBytes[1..]),
            sequence,
            BinaryPrimitives.ReadInt64LittleEndian(eventBytes[at..]));
    }
}
