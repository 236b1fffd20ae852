using System.Security.Cryptography;

namespace Hearsay.World;

/// <summary>
/// The modified chunks of one world: copied in a microsecond, hashed in proportion to what changed.
/// </summary>
/// <remarks>
/// Problem: prediction copies the whole world many times a second, and every few seconds all of it is hashed, while
/// only a few chunks ever change between two copies or two digests.
/// Idea: a tree of fixed shape, 32 groups of 32 pages of chunks; a chunk's page is a mix of its key, so no player can
/// choose to crowd one. A copy shares all pages and chunks and gives both worlds new owner tokens; a write clones the
/// page and the chunk that it meets and that its world does not own. Pages and groups remember their hash until a
/// write touches them: this is the Merkle tree, and its root depends on nothing but the set of modified chunks.
/// </remarks>
internal sealed class ChunkTable
{
    private const int Groups = 32;
    private const int PagesPerGroup = 32;
    private const int PageShift = 64 - 10;

    private readonly ChunkPage?[] _pages = new ChunkPage?[Groups * PagesPerGroup];
    private readonly byte[]?[] _groupHashes = new byte[]?[Groups];

    /// <summary>The token of whatever this table may write in place.</summary>
    public object Owner { get; private set; } = new();

    /// <summary>Modified chunks.</summary>
    public int Count { get; private set; }

    /// <summary>The modified chunk with this key, or null.</summary>
    public Chunk? Find(long key) => _pages[PageOf(key)]?.Find(key);

    /// <summary>
    /// The chunk with the key of <paramref name="current"/>, ready to be written: <paramref name="current"/> itself
    /// when this table owns it, else a clone that takes its place.
    /// </summary>
    public Chunk Writable(Chunk current)
    {
        int at = PageOf(current.Key);
        ChunkPage page = _pages[at] ?? new ChunkPage(Owner);
        if (page.Owner != Owner)
        {
            page = page.CloneFor(Owner);
        }

        _pages[at] = page;
        _groupHashes[at / PagesPerGroup] = null;
        page.Touch();
        if (current.Owner == Owner)
        {
            return current;
        }

        Chunk own = current.CloneFor(Owner);
        Put(page, own);
        return own;
    }

    /// <summary>Adds a chunk that was read from a saved world; it is owned by this table.</summary>
    public void Add(Chunk chunk)
    {
        int at = PageOf(chunk.Key);
        ChunkPage page = _pages[at] ??= new ChunkPage(Owner);
        _groupHashes[at / PagesPerGroup] = null;
        Put(page, chunk);
    }

    /// <summary>
    /// Makes <paramref name="destination"/> equal to this table; from now on both share, and clone to write.
    /// </summary>
    public void CopyTo(ChunkTable destination)
    {
        Array.Copy(_pages, destination._pages, _pages.Length);
        Array.Copy(_groupHashes, destination._groupHashes, _groupHashes.Length);
        destination.Count = Count;
        destination.Owner = new object();
        Owner = new object();
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Array.Clear(_pages);
        Array.Clear(_groupHashes);
        Count = 0;
        Owner = new object();
    }

    /// <summary>All chunks in canonical order: ascending keys.</summary>
    public Chunk[] ToSortedArray()
    {
        Chunk[] all = new Chunk[Count];
        int count = 0;
        foreach (ChunkPage? page in _pages)
        {
            if (page is not null)
            {
                page.Chunks.CopyTo(all.AsSpan(count));
                count += page.Count;
            }
        }

        Array.Sort(all, static (left, right) => left.Key.CompareTo(right.Key));
        return all;
    }

    /// <summary>Writes the root of the Merkle tree: 32 bytes.</summary>
    public void WriteRoot(Span<byte> destination)
    {
        Span<byte> children = stackalloc byte[Groups * SHA256.HashSizeInBytes];
        for (int group = 0; group < Groups; group++)
        {
            byte[] hash = _groupHashes[group] ??= HashGroup(group);
            hash.CopyTo(children[(group * SHA256.HashSizeInBytes)..]);
        }

        SHA256.HashData(children, destination);
    }

    private static int PageOf(long key) => (int)(Noise.Mix((ulong)key) >> PageShift);

    private byte[] HashGroup(int group)
    {
        Span<byte> children = stackalloc byte[PagesPerGroup * SHA256.HashSizeInBytes];
        children.Clear();
        for (int i = 0; i < PagesPerGroup; i++)
        {
            ChunkPage? page = _pages[(group * PagesPerGroup) + i];
            page?.HashOf().CopyTo(children[(i * SHA256.HashSizeInBytes)..]);
        }

        return SHA256.HashData(children);
    }

    private void Put(ChunkPage page, Chunk chunk)
    {
        if (page.Put(chunk))
        {
            Count++;
        }
    }
}
