using System.Security.Cryptography;

namespace Hearsay.World;

/// <summary>
/// The canonical bytes of a chunk: equal blocks give equal bytes, whatever the order in which they were placed. A byte
/// with the number of kinds less one, the kinds in ascending order, then for each block its place among them: nothing
/// for one kind, four bits up to 16 kinds, a byte beyond.
/// </summary>
internal static class ChunkCodec
{
    /// <summary>Bytes of the longest form.</summary>
    public const int BytesMax = 1 + 256 + Chunk.Cells;

    private const int NibbleKindsMax = 16;

    /// <summary>Writes the canonical form and returns its length.</summary>
    public static int Write(Chunk chunk, Span<byte> destination)
    {
        Span<byte> kinds = stackalloc byte[Chunk.Cells];
        chunk.Unpack(kinds);
        Span<byte> rank = stackalloc byte[256];
        rank.Clear();
        foreach (byte kind in kinds)
        {
            rank[kind] = 1;
        }

        int count = 0;
        for (int kind = 0; kind < rank.Length; kind++)
        {
            if (rank[kind] != 0)
            {
                destination[1 + count] = (byte)kind;
                rank[kind] = (byte)count++;
            }
        }

        destination[0] = (byte)(count - 1);
        return 1 + count + WriteRanks(kinds, rank, count, destination[(1 + count)..]);
    }

    /// <summary>
    /// Reads one chunk from the start of <paramref name="source"/>; returns the bytes read, or 0 when they are not the
    /// canonical form of a chunk.
    /// </summary>
    public static int TryRead(ReadOnlySpan<byte> source, ChunkPosition position, object owner, out Chunk? chunk)
    {
        chunk = null;
        int count = source.IsEmpty ? int.MaxValue : source[0] + 1;
        int rankBytes = RankBytes(count);
        if (count > BlockTable.Count || source.Length < 1 + count + rankBytes)
        {
            return 0;
        }

        ReadOnlySpan<byte> palette = source.Slice(1, count);
        Span<byte> kinds = stackalloc byte[Chunk.Cells];
        if (!IsAscending(palette) || !TryReadRanks(source.Slice(1 + count, rankBytes), palette, kinds))
        {
            return 0;
        }

        chunk = new Chunk(position, kinds, owner);
        return 1 + count + rankBytes;
    }

    /// <summary>The SHA-256 of the canonical form; computed once per change.</summary>
    public static byte[] HashOf(Chunk chunk)
    {
        if (chunk.Hash is { } known)
        {
            return known;
        }

        Span<byte> bytes = stackalloc byte[BytesMax];
        int length = Write(chunk, bytes);
        byte[] hash = SHA256.HashData(bytes[..length]);
        chunk.Hash = hash;
        return hash;
    }

    private static int RankBytes(int count) => count switch
    {
        1 => 0,
        <= NibbleKindsMax => Chunk.Cells / 2,
        _ => Chunk.Cells,
    };

    private static int WriteRanks(
        ReadOnlySpan<byte> kinds, ReadOnlySpan<byte> rank, int count, Span<byte> destination)
    {
        int length = RankBytes(count);
        if (length == Chunk.Cells)
        {
            for (int i = 0; i < kinds.Length; i++)
            {
                destination[i] = rank[kinds[i]];
            }

            return length;
        }

        for (int i = 0; i < length; i++)
        {
            destination[i] = (byte)(rank[kinds[2 * i]] | (rank[kinds[(2 * i) + 1]] << 4));
        }

        return length;
    }

    private static bool IsAscending(ReadOnlySpan<byte> palette)
    {
        for (int i = 0; i < palette.Length; i++)
        {
            if (!BlockTable.IsKnown(palette[i]) || (i > 0 && palette[i] <= palette[i - 1]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryReadRanks(ReadOnlySpan<byte> ranks, ReadOnlySpan<byte> palette, Span<byte> kinds)
    {
        Span<bool> seen = stackalloc bool[256];
        seen.Clear();
        int distinct = 0;
        for (int i = 0; i < kinds.Length; i++)
        {
            int rank = RankAt(ranks, i);
            if (rank >= palette.Length)
            {
                return false;
            }

            distinct += seen[rank] ? 0 : 1;
            seen[rank] = true;
            kinds[i] = palette[rank];
        }

        // A kind in the palette that no block has would be a second form of the same chunk.
        return distinct == palette.Length;
    }

    private static int RankAt(ReadOnlySpan<byte> ranks, int cell) => ranks.Length switch
    {
        0 => 0,
        Chunk.Cells => ranks[cell],
        _ => (ranks[cell >> 1] >> ((cell & 1) << 2)) & 15,
    };
}
