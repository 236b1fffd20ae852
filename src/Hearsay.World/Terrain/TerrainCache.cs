namespace Hearsay.World;

/// <summary>
/// The last generated chunks of one terrain, shared by all copies of a world and their threads. Forgetting one changes
/// nothing: it is generated again.
/// </summary>
/// <remarks>
/// Eight-way sets, the more recently used nearer to the front, without locks. A slot is one reference to a chunk that
/// knows its own key and never changes; threads that race at worst lose or double an entry, never read a wrong one.
/// Measured need: a direct-mapped table makes players whose chunks collide generate them anew every tick.
/// </remarks>
internal sealed class TerrainCache(TerrainGenerator terrain)
{
    private const int Ways = 8;
    private const int Sets = Limits.TerrainCacheChunks / Ways;

    private readonly Chunk?[] _slots = new Chunk?[Limits.TerrainCacheChunks];

    public TerrainGenerator Terrain => terrain;

    /// <summary>The generated chunk at a place of the world.</summary>
    public Chunk Get(ChunkPosition position)
    {
        long key = position.Key;
        int first = (int)(Noise.Mix((ulong)key) % Sets) * Ways;
        for (int way = 0; way < Ways; way++)
        {
            Chunk? chunk = Volatile.Read(ref _slots[first + way]);
            if (chunk is not null && chunk.Key == key)
            {
                MoveForward(first, way, chunk);
                return chunk;
            }
        }

        Chunk generated = terrain.Generate(position);
        for (int way = Ways - 1; way > 0; way--)
        {
            Volatile.Write(ref _slots[first + way], Volatile.Read(ref _slots[first + way - 1]));
        }

        Volatile.Write(ref _slots[first], generated);
        return generated;
    }

    private void MoveForward(int first, int way, Chunk chunk)
    {
        if (way == 0)
        {
            return;
        }

        int target = way / 2;
        Volatile.Write(ref _slots[first + way], Volatile.Read(ref _slots[first + target]));
        Volatile.Write(ref _slots[first + target], chunk);
    }
}
