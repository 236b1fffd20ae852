using System.Buffers;
using System.Buffers.Binary;
using Hearsay.Hashgraph;

namespace Hearsay.World;

/// <summary>
/// The canonical form of a world, little-endian: magic, version, seed, action rate; the taken items from the oldest;
/// the modified chunks by ascending key; the entities. What is generated or derived is not in it.
/// </summary>
internal static class WorldSnapshot
{
    /// <summary>"HVOX" in the order of the bytes.</summary>
    private const uint Magic = 0x584F5648;

    private const ushort Version = 1;
    private const int HeaderBytes = 24;
    private const int TakenBytes = 10;

    public static void Write(WorldState state, IBufferWriter<byte> destination)
    {
        WriteRules(state.Setup, destination);
        WriteTaken(state.Taken, destination);
        Chunk[] chunks = state.Blocks.Modified.ToSortedArray();
        BinaryPrimitives.WriteInt32LittleEndian(destination.GetSpan(sizeof(int)), chunks.Length);
        destination.Advance(sizeof(int));
        foreach (Chunk chunk in chunks)
        {
            Span<byte> bytes = destination.GetSpan(sizeof(long) + ChunkCodec.BytesMax);
            BinaryPrimitives.WriteInt64LittleEndian(bytes, chunk.Key);
            destination.Advance(sizeof(long) + ChunkCodec.Write(chunk, bytes[sizeof(long)..]));
        }

        state.Entities.Save(destination);
    }

    /// <summary>What the members agreed on, as part of the state: worlds of other rules are other worlds.</summary>
    public static void WriteRules(WorldSetup setup, IBufferWriter<byte> destination)
    {
        Span<byte> bytes = destination.GetSpan(HeaderBytes)[..HeaderBytes];
        bytes.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[4..], Version);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], setup.Seed);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[16..], setup.ActionsPerSecondMax);
        destination.Advance(HeaderBytes);
    }

    public static void WriteTaken(TakenItems taken, IBufferWriter<byte> destination)
    {
        BinaryPrimitives.WriteInt32LittleEndian(destination.GetSpan(sizeof(int)), taken.Count);
        destination.Advance(sizeof(int));
        for (int i = 0; i < taken.Count; i++)
        {
            (ItemId item, MemberIndex taker) = taken.At(i);
            Span<byte> bytes = destination.GetSpan(TakenBytes);
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, item.Value);
            BinaryPrimitives.WriteUInt16LittleEndian(bytes[8..], (ushort)taker.Value);
            destination.Advance(TakenBytes);
        }
    }

    /// <summary>Reads a saved world into a state in which nothing has happened yet.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a saved world of these rules.</exception>
    public static void Read(ReadOnlySpan<byte> source, WorldState state)
    {
        SnapshotCursor cursor = new(source);
        ArrayBufferWriter<byte> expected = new(HeaderBytes);
        WriteRules(state.Setup, expected);
        bool same = cursor.Take(HeaderBytes).SequenceEqual(expected.WrittenSpan);
        cursor.Require(same, "not a world of this version, seed and rules");
        ReadTaken(ref cursor, state.Taken);
        ReadChunks(ref cursor, state.Blocks);
        state.Entities.Load(new ReadOnlySequence<byte>(cursor.Rest().ToArray()));
        string? problem = state.TakeOver();
        cursor.Require(problem is null, problem ?? "");
    }

    private static void ReadTaken(ref SnapshotCursor cursor, TakenItems taken)
    {
        int count = BinaryPrimitives.ReadInt32LittleEndian(cursor.Take(sizeof(int)));
        cursor.Require(count is >= 0 and <= Limits.TakenItemsMax, "more taken items than are remembered");
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> bytes = cursor.Take(TakenBytes);
            int member = BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]);
            cursor.Require(member < Hashgraph.Limits.MembersMax, "a member above the limit");
            taken.Add(new ItemId(BinaryPrimitives.ReadUInt64LittleEndian(bytes)), new MemberIndex(member));
        }
    }

    private static void ReadChunks(ref SnapshotCursor cursor, ChunkStore blocks)
    {
        int count = BinaryPrimitives.ReadInt32LittleEndian(cursor.Take(sizeof(int)));
        cursor.Require(count is >= 0 and <= Limits.ModifiedChunksMax, "more modified chunks than a world has");
        long previous = -1;
        for (int i = 0; i < count; i++)
        {
            long key = BinaryPrimitives.ReadInt64LittleEndian(cursor.Take(sizeof(long)));
            cursor.Require(key > previous && ChunkPosition.TryFromKey(key, out _), "a chunk out of order or world");
            previous = key;
            ChunkPosition.TryFromKey(key, out ChunkPosition position);
            int length = ChunkCodec.TryRead(cursor.Rest(), position, blocks.Modified.Owner, out Chunk? chunk);
            cursor.Require(length > 0, "a chunk that is not in canonical form");
            cursor.Take(length);
            blocks.Restore(chunk!);
        }
    }
}
