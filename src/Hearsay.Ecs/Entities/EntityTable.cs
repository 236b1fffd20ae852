using System.Runtime.CompilerServices;

namespace Hearsay.Ecs;

/// <summary>The entities alive, by index, and the count of creations from which their generations come.</summary>
internal sealed class EntityTable
{
    private readonly IndexPool _pool = new();
    private EntityRecord[] _records;

    public EntityTable()
    {
        _records = new EntityRecord[_pool.Capacity];
    }

    /// <summary>Entities alive.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// Entities created so far; wraps after 2^32, leaving out 0. One count for the world instead of one per index, so
    /// that free indices carry no state and a snapshot holds only who is alive.
    /// </summary>
    public uint Created { get; set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsAlive(Entity entity)
    {
        EntityRecord[] records = _records;
        return unchecked((uint)entity.Index) < (uint)records.Length &&
            records[entity.Index].Generation == entity.Generation &&
            entity.Generation != 0;
    }

    /// <summary>The record of an entity that must be alive.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref EntityRecord Of(Entity entity)
    {
        EntityRecord[] records = _records;
        if (unchecked((uint)entity.Index) >= (uint)records.Length ||
            records[entity.Index].Generation != entity.Generation ||
            entity.Generation == 0)
        {
            throw NotAlive(entity);
        }

        return ref records[entity.Index];
    }

    /// <summary>The record of an index that is taken.</summary>
    public ref EntityRecord At(int index) => ref _records[index];

    /// <summary>The lowest index alive that is not below <paramref name="from"/>; -1 when there is none.</summary>
    public int Next(int from) => _pool.NextTaken(from);

    /// <summary>Makes the handle of a new entity; the caller fills in its record.</summary>
    public Entity Create()
    {
        int index = _pool.TakeLowest();
        Created = Created == uint.MaxValue ? 1 : Created + 1;
        return Enter(new Entity(index, Created));
    }

    /// <summary>Brings in an entity with a given handle; false when its index is taken.</summary>
    public bool TryRestore(Entity entity)
    {
        if (!_pool.TryTake(entity.Index))
        {
            return false;
        }

        Enter(entity);
        return true;
    }

    public void Destroy(int index)
    {
        _pool.Free(index);
        _records[index] = default;
        Count--;
    }

    public void CopyFrom(EntityTable source)
    {
        int end = source._pool.End;
        int ownEnd = _pool.End;
        _pool.CopyFrom(source._pool);
        Grow();
        source._records.AsSpan(0, end).CopyTo(_records);
        if (ownEnd > end)
        {
            _records.AsSpan(end, ownEnd - end).Clear();
        }

        Count = source.Count;
        Created = source.Created;
    }

    private static InvariantException NotAlive(Entity entity) =>
        new($"Invariant broken: entity {entity} is used, but it is not alive");

    private Entity Enter(Entity entity)
    {
        Grow();
        _records[entity.Index].Generation = entity.Generation;
        Count++;
        return entity;
    }

    private void Grow()
    {
        if (_pool.Capacity > _records.Length)
        {
            Array.Resize(ref _records, _pool.Capacity);
        }
    }
}
