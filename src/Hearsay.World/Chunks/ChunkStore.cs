using System.Runtime.CompilerServices;

namespace Hearsay.World;

/// <summary>
/// All blocks of one world: modified chunks from its table, the rest from the terrain. One thread.
/// </summary>
internal sealed class ChunkStore(TerrainCache terrain)
{
    private const ulong KeySpread = 0x9E37_79B9_7F4A_7C15;
    private const int NearShift = 64 - Limits.NearChunkBits;

    // Direct-mapped: what the table or the terrain last answered for a key. Never wrong: a write replaces its entry.
    private readonly Chunk?[] _near = new Chunk?[1 << Limits.NearChunkBits];
    private readonly ChunkTable _modified = new();

    /// <summary>The chunks that are state.</summary>
    public ChunkTable Modified => _modified;

    /// <summary>The terrain under the modifications.</summary>
    public TerrainCache Terrain => terrain;

    /// <summary>
    /// The block at a place. Above the world there is air; beneath and beside it bedrock, so that no body leaves it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public BlockKind Read(long x, long y, long z)
    {
        BlockPosition at = new(x, y, z);
        if (!at.IsInWorld)
        {
            return y < Limits.HeightBlocks ? BlockKind.Bedrock : BlockKind.Air;
        }

        return ChunkAt(at.Chunk)[at.Cell];
    }

    /// <summary>True when bodies collide with what is at a place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsSolid(long x, long y, long z) => BlockTable.IsSolid(Read(x, y, z));

    /// <summary>The chunk at a place of the world; not to be written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Chunk ChunkAt(ChunkPosition position)
    {
        long key = position.Key;
        Chunk? near = _near[SlotOf(key)];
        return near is not null && near.Key == key ? near : Find(position, key);
    }

    /// <summary>Changes one block of the world; false when no more chunks may become modified.</summary>
    public bool TryWrite(BlockPosition at, BlockKind kind)
    {
        Chunk chunk = ChunkAt(at.Chunk);
        if (chunk.Owner is null && _modified.Count >= Limits.ModifiedChunksMax)
        {
            return false;
        }

        Chunk own = _modified.Writable(chunk);
        own.Set(at.Cell, kind);
        _near[SlotOf(own.Key)] = own;
        return true;
    }

    /// <summary>Adds a modified chunk that was read from a saved world.</summary>
    public void Restore(Chunk chunk)
    {
        _modified.Add(chunk);
        _near[SlotOf(chunk.Key)] = chunk;
    }

    /// <summary>Makes <paramref name="destination"/>, a store over the same terrain, equal to this one.</summary>
    public void CopyTo(ChunkStore destination)
    {
        _modified.CopyTo(destination._modified);
        Array.Clear(destination._near);
    }

    /// <summary>Back to the unmodified terrain.</summary>
    public void Clear()
    {
        _modified.Clear();
        Array.Clear(_near);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int SlotOf(long key) => (int)(unchecked((ulong)key * KeySpread) >> NearShift);

    private Chunk Find(ChunkPosition position, long key)
    {
        Chunk chunk = _modified.Find(key) ?? terrain.Get(position);
        _near[SlotOf(key)] = chunk;
        return chunk;
    }
}
