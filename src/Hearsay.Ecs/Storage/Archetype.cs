using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hearsay.Ecs;

/// <summary>
/// The table of all entities with exactly the same component types: a row per entity, a column of plain bytes per type.
/// </summary>
/// <remarks>
/// Columns are byte arrays (which the runtime aligns to 8 bytes), so that moving a row and copying a world are block
/// copies that need not know the types. Rows are appended; the last row takes the place of a removed one.
/// </remarks>
internal sealed class Archetype
{
    private const int RowsInitial = 16;

    private readonly int[] _sizes;
    private readonly byte[][] _columns;
    private Entity[] _entities = new Entity[RowsInitial];

    public Archetype(ulong signature, IReadOnlyList<ComponentType> types)
    {
        Signature = signature;
        int columns = BitOperations.PopCount(signature);
        _sizes = new int[columns];
        _columns = new byte[columns][];
        ulong rest = signature;
        for (int i = 0; i < columns; i++)
        {
            _sizes[i] = types[BitOperations.TrailingZeroCount(rest)].Size;
            _columns[i] = new byte[RowsInitial * _sizes[i]];
            rest &= rest - 1;
        }
    }

    /// <summary>A bit per component type, by id.</summary>
    public ulong Signature { get; }

    /// <summary>The place in the world's set; records refer to it.</summary>
    public int Index { get; set; }

    public int Count { get; private set; }

    public ReadOnlySpan<Entity> Entities => _entities.AsSpan(0, Count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T At<T>(int id, int row)
        where T : unmanaged
    {
        ref byte column = ref MemoryMarshal.GetArrayDataReference(_columns[ColumnOf(id)]);
        return ref Unsafe.Add(ref Unsafe.As<byte, T>(ref column), row);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<T> Column<T>(int id)
        where T : unmanaged
    {
        ref byte column = ref MemoryMarshal.GetArrayDataReference(_columns[ColumnOf(id)]);
        return MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref column), Count);
    }

    /// <summary>The rows of a column as bytes.</summary>
    public Span<byte> Bytes(int id)
    {
        int column = ColumnOf(id);
        return _columns[column].AsSpan(0, Count * _sizes[column]);
    }

    /// <summary>One row of a column as bytes.</summary>
    public Span<byte> BytesAt(int id, int row)
    {
        int column = ColumnOf(id);
        return _columns[column].AsSpan(row * _sizes[column], _sizes[column]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Has(int id) => (Signature & (1UL << id)) != 0;

    /// <summary>Adds a row whose components hold whatever was there before: the caller sets all of them.</summary>
    public int Append(Entity entity)
    {
        Reserve(Count + 1);
        _entities[Count] = entity;
        return Count++;
    }

    /// <summary>Removes a row and says which entity has moved into its place, or none.</summary>
    public Entity Remove(int row)
    {
        int last = --Count;
        if (row == last)
        {
            return Entity.None;
        }

        for (int i = 0; i < _columns.Length; i++)
        {
            int size = _sizes[i];
            CopyRow(_columns[i], last, _columns[i], row, size);
        }

        return _entities[row] = _entities[last];
    }

    /// <summary>Copies the components that both tables have from a row there to a row here.</summary>
    public void CopyShared(Archetype source, int sourceRow, int row)
    {
        ulong shared = Signature & source.Signature;
        while (shared != 0)
        {
            int id = BitOperations.TrailingZeroCount(shared);
            int column = ColumnOf(id);
            CopyRow(source._columns[source.ColumnOf(id)], sourceRow, _columns[column], row, _sizes[column]);
            shared &= shared - 1;
        }
    }

    /// <summary>Makes all rows those of a table with the same signature.</summary>
    public void CopyFrom(Archetype source)
    {
        int count = source.Count;
        Reserve(count);
        source._entities.AsSpan(0, count).CopyTo(_entities);
        for (int i = 0; i < _columns.Length; i++)
        {
            source._columns[i].AsSpan(0, count * _sizes[i]).CopyTo(_columns[i]);
        }

        Count = count;
    }

    /// <summary>Exchanges two rows, entities and all.</summary>
    public void Swap(int left, int right)
    {
        Span<byte> kept = stackalloc byte[Limits.ComponentBytesMax];
        for (int i = 0; i < _columns.Length; i++)
        {
            int size = _sizes[i];
            Span<byte> one = _columns[i].AsSpan(left * size, size);
            Span<byte> other = _columns[i].AsSpan(right * size, size);
            one.CopyTo(kept);
            other.CopyTo(one);
            kept[..size].CopyTo(other);
        }

        (_entities[left], _entities[right]) = (_entities[right], _entities[left]);
    }

    public void Clear() => Count = 0;

    /// <summary>Makes room for <paramref name="rows"/> rows in all.</summary>
    public void Reserve(int rows)
    {
        if (rows <= _entities.Length)
        {
            return;
        }

        int capacity = (int)BitOperations.RoundUpToPowerOf2((uint)rows);
        Array.Resize(ref _entities, capacity);
        for (int i = 0; i < _columns.Length; i++)
        {
            Array.Resize(ref _columns[i], capacity * _sizes[i]);
        }
    }

    private static void CopyRow(byte[] source, int sourceRow, byte[] target, int targetRow, int size) =>
        source.AsSpan(sourceRow * size, size).CopyTo(target.AsSpan(targetRow * size, size));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int ColumnOf(int id)
    {
        ulong bit = 1UL << id;
        if ((Signature & bit) == 0)
        {
            throw Missing(id);
        }

        return BitOperations.PopCount(Signature & (bit - 1));
    }

    private InvariantException Missing(int id) =>
        new($"Invariant broken: component type {id} is used on an entity without it (signature {Signature:x})");
}
