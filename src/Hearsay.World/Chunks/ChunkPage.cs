using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Hearsay.World;

/// <summary>
/// A few modified chunks, sorted by key: a leaf of the Merkle tree of <see cref="ChunkTable"/>. Shared by the copies of
/// a table until one of them writes; only <see cref="Owner"/> may write.
/// </summary>
internal sealed class ChunkPage
{
    private const int EntryBytes = sizeof(long) + SHA256.HashSizeInBytes;

    private long[] _keys;
    private Chunk[] _chunks;

    public ChunkPage(object owner)
    {
        Owner = owner;
        _keys = new long[4];
        _chunks = new Chunk[4];
    }

    private ChunkPage(ChunkPage source, object owner)
    {
        Owner = owner;
        Count = source.Count;
        _keys = (long[])source._keys.Clone();
        _chunks = (Chunk[])source._chunks.Clone();
    }

    public object Owner { get; }

    public int Count { get; private set; }

    public ReadOnlySpan<Chunk> Chunks => _chunks.AsSpan(0, Count);

    // One reference, so that two threads that share the page cannot tear it.
    private byte[]? Hash { get; set; }

    public ChunkPage CloneFor(object owner) => new(this, owner);

    public Chunk? Find(long key)
    {
        int at = _keys.AsSpan(0, Count).BinarySearch(key);
        return at < 0 ? null : _chunks[at];
    }

    /// <summary>Inserts the chunk or replaces the one of the same key; true when it is new.</summary>
    public bool Put(Chunk chunk)
    {
        Hash = null;
        int at = _keys.AsSpan(0, Count).BinarySearch(chunk.Key);
        if (at >= 0)
        {
            _chunks[at] = chunk;
            return false;
        }

        if (Count == _keys.Length)
        {
            Array.Resize(ref _keys, 2 * Count);
            Array.Resize(ref _chunks, 2 * Count);
        }

        at = ~at;
        Array.Copy(_keys, at, _keys, at + 1, Count - at);
        Array.Copy(_chunks, at, _chunks, at + 1, Count - at);
        _keys[at] = chunk.Key;
        _chunks[at] = chunk;
        Count++;
        return true;
    }

    /// <summary>A chunk of this page is about to change: the hash is no longer true.</summary>
    public void Touch() => Hash = null;

    /// <summary>SHA-256 over (key, chunk hash) in ascending order of keys.</summary>
    public byte[] HashOf()
    {
        if (Hash is { } known)
        {
            return known;
        }

        int length = Count * EntryBytes;
        byte[] bytes = ArrayPool<byte>.Shared.Rent(length);
        for (int i = 0; i < Count; i++)
        {
            Span<byte> entry = bytes.AsSpan(i * EntryBytes, EntryBytes);
            BinaryPrimitives.WriteInt64BigEndian(entry, _keys[i]);
            ChunkCodec.HashOf(_chunks[i]).CopyTo(entry[sizeof(long)..]);
        }

        byte[] hash = SHA256.HashData(bytes.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(bytes);
        Hash = hash;
        return hash;
    }
}
