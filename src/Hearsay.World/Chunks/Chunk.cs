using System.Runtime.CompilerServices;

namespace Hearsay.World;

/// <summary>
/// The blocks of 16³ places. Stored as a palette and an index of four bits per block while there are at most 16 kinds,
/// as nothing but the kind while there is one, and as a byte per block beyond.
/// </summary>
/// <remarks>
/// A chunk may be shared by several worlds and threads; only the world that owns it (<see cref="Owner"/>) may write. A
/// generated chunk has no owner and never changes.
/// </remarks>
internal sealed class Chunk
{
    /// <summary>Blocks in a chunk.</summary>
    public const int Cells = 16 * 16 * 16;

    private const int NibbleBytes = Cells / 2;
    private const int PaletteMax = 16;

    private readonly byte[] _palette;
    private byte[] _cells;
    private int _paletteCount;

    // 0 when not computed. Threads that share the chunk compute the same number.
    private ulong _stamp;

    /// <summary>Packs 4096 kinds, in cell order.</summary>
    public Chunk(ChunkPosition position, ReadOnlySpan<byte> kinds, object? owner)
    {
        Position = position;
        Key = position.Key;
        Owner = owner;
        _palette = new byte[PaletteMax];
        Span<byte> slotOfKind = stackalloc byte[256];
        _paletteCount = CollectPalette(kinds, _palette, slotOfKind);
        _cells = _paletteCount switch
        {
            1 => [],
            <= PaletteMax => PackNibbles(kinds, slotOfKind),
            _ => kinds.ToArray(),
        };
    }

    private Chunk(Chunk source, object owner)
    {
        Position = source.Position;
        Key = source.Key;
        Owner = owner;
        _palette = (byte[])source._palette.Clone();
        _cells = source._cells.Length == 0 ? source._cells : (byte[])source._cells.Clone();
        _paletteCount = source._paletteCount;
    }

    public ChunkPosition Position { get; }

    public long Key { get; }

    /// <summary>Who may write: the token of one world between two copies; null for nobody.</summary>
    public object? Owner { get; }

    /// <summary>
    /// A fingerprint for clients that redraw what changed: 0 for generated blocks, else equal for equal blocks,
    /// whatever happened between. Not part of the state.
    /// </summary>
    public ulong Stamp => Owner is null ? 0 : _stamp == 0 ? _stamp = ComputeStamp() : _stamp;

    /// <summary>
    /// The hash of the canonical form, once asked for; null after a change. One reference, so that two threads that
    /// share the chunk cannot tear it.
    /// </summary>
    public byte[]? Hash { get; set; }

    /// <summary>The kind of the block at a cell from 0 to 4095.</summary>
    public BlockKind this[int cell]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            byte[] cells = _cells;
            if (cells.Length == NibbleBytes)
            {
                return (BlockKind)_palette[(cells[cell >> 1] >> ((cell & 1) << 2)) & 15];
            }

            return (BlockKind)(cells.Length == 0 ? _palette[0] : cells[cell]);
        }
    }

    /// <summary>A copy that <paramref name="owner"/> may write.</summary>
    public Chunk CloneFor(object owner) => new(this, owner);

    /// <summary>Changes one block.</summary>
    public void Set(int cell, BlockKind kind)
    {
        if (this[cell] == kind)
        {
            return;
        }

        Store(cell, (byte)kind);
        Hash = null;
        _stamp = 0;
    }

    /// <summary>Writes the 4096 kinds in cell order.</summary>
    public void Unpack(Span<byte> kinds)
    {
        byte[] cells = _cells;
        if (cells.Length == 0)
        {
            kinds[..Cells].Fill(_palette[0]);
        }
        else if (cells.Length == Cells)
        {
            cells.CopyTo(kinds);
        }
        else
        {
            for (int i = 0; i < cells.Length; i++)
            {
                kinds[2 * i] = _palette[cells[i] & 15];
                kinds[(2 * i) + 1] = _palette[cells[i] >> 4];
            }
        }
    }

    private ulong ComputeStamp()
    {
        ulong stamp = 1;
        for (int cell = 0; cell < Cells; cell++)
        {
            stamp = unchecked(stamp + Noise.Mix((ulong)((cell << 8) | (int)this[cell])));
        }

        return stamp;
    }

    private static int CollectPalette(ReadOnlySpan<byte> kinds, Span<byte> palette, Span<byte> slotOfKind)
    {
        slotOfKind.Fill(byte.MaxValue);
        int count = 0;
        foreach (byte kind in kinds)
        {
            if (slotOfKind[kind] != byte.MaxValue)
            {
                continue;
            }

            if (count < PaletteMax)
            {
                palette[count] = kind;
            }

            slotOfKind[kind] = (byte)count++;
        }

        return count;
    }

    private static byte[] PackNibbles(ReadOnlySpan<byte> kinds, ReadOnlySpan<byte> slotOfKind)
    {
        byte[] cells = new byte[NibbleBytes];
        for (int i = 0; i < cells.Length; i++)
        {
            cells[i] = (byte)(slotOfKind[kinds[2 * i]] | (slotOfKind[kinds[(2 * i) + 1]] << 4));
        }

        return cells;
    }

    private void Store(int cell, byte kind)
    {
        if (_cells.Length == 0)
        {
            _cells = new byte[NibbleBytes];
        }

        if (_cells.Length == Cells)
        {
            _cells[cell] = kind;
            return;
        }

        int slot = _palette.AsSpan(0, _paletteCount).IndexOf(kind);
        if (slot < 0 && _paletteCount == PaletteMax)
        {
            byte[] wide = new byte[Cells];
            Unpack(wide);
            wide[cell] = kind;
            _cells = wide;
            return;
        }

        if (slot < 0)
        {
            slot = _paletteCount++;
            _palette[slot] = kind;
        }

        int shift = (cell & 1) << 2;
        _cells[cell >> 1] = (byte)((_cells[cell >> 1] & ~(15 << shift)) | (slot << shift));
    }
}
