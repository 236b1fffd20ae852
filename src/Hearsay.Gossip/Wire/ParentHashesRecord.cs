using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// The parents' hashes of an event, as a journal keeps them before it: one byte that no event begins with, and the
/// hashes, self-parent first.
/// </summary>
internal static class ParentHashesRecord
{
    private const byte Mark = 0xff;

    /// <summary>Bytes of the record of these hashes.</summary>
    public static int LengthOf(ReadOnlySpan<byte> hashes) => 1 + hashes.Length;

    /// <summary>Writes a record.</summary>
    public static void Write(Span<byte> destination, ReadOnlySpan<byte> hashes)
    {
        destination[0] = Mark;
        hashes.CopyTo(destination[1..]);
    }

    /// <summary>The hashes of a record; false for anything else.</summary>
    public static bool TryRead(ReadOnlySpan<byte> record, out ReadOnlySpan<byte> hashes)
    {
        bool isRecord = record.Length > 1 && record[0] == Mark && (record.Length - 1) % EventHash.Bytes == 0;
        hashes = isRecord ? record[1..] : default;
        return isRecord;
    }
}
