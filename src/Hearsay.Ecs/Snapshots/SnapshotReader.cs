using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace Hearsay.Ecs;

/// <summary>
/// Reads what <see cref="SnapshotWriter"/> wrote and believes none of it: every number is checked before anything is
/// sized by it, only the canonical form is accepted, and the world that asks is not touched until all of it is read.
/// </summary>
internal ref struct SnapshotReader
{
    private readonly ReadOnlySpan<byte> _source;
    private readonly ComponentRegistry _registry;
    private int _offset;

    public SnapshotReader(ReadOnlySpan<byte> source, ComponentRegistry registry)
    {
        _source = source;
        _registry = registry;
    }

    /// <exception cref="InvalidDataException">The bytes are not a saved world of this registry.</exception>
    public (EntityTable Entities, ArchetypeSet Archetypes) Read()
    {
        EntityTable entities = new();
        ArchetypeSet archetypes = new(_registry);
        ReadHeader();
        entities.Created = ReadUInt32();
        uint alive = ReadUInt32();
        uint tables = ReadUInt32();
        Require(alive <= Limits.EntitiesMax, "more entities than a world holds");
        Require(tables <= Limits.ArchetypesMax, "more tables than a world holds");

        ulong previous = 0;
        for (uint i = 0; i < tables; i++)
        {
            ulong signature = ReadUInt64();
            Require(i == 0 || signature > previous, "tables out of order");
            previous = signature;
            ReadTable(signature, entities, archetypes);
        }

        Require(entities.Count == alive, $"{entities.Count} entities where {alive} were announced");
        ReadDigest();
        return (entities, archetypes);
    }

    private void ReadHeader()
    {
        Require(ReadUInt32() == SnapshotWriter.Magic, "not a saved world");
        Require(ReadUInt16() == SnapshotWriter.Version, "a version that this program does not know");
        int types = ReadUInt16();
        Require(
            types == _registry.Types.Count, $"{types} component types where this world has {_registry.Types.Count}");
        bool same = Take(WorldDigest.Size).SequenceEqual(_registry.Fingerprint);
        Require(same, "component types of other names or sizes than this world's");
    }

    private void ReadTable(ulong signature, EntityTable entities, ArchetypeSet archetypes)
    {
        int types = _registry.Types.Count;
        bool known = types == Limits.ComponentTypesMax || signature >> types == 0;
        Require(known, "a component type that is not registered");
        uint rows = ReadUInt32();
        long rowBytes = SnapshotWriter.RowBytes(signature, _registry);
        Require(rows is > 0 and <= Limits.EntitiesMax, "a table of no or too many entities");
        Require(rows * rowBytes <= _source.Length - _offset, "a table longer than what is left");

        Archetype table = archetypes.Get(signature);
        table.Reserve((int)rows);
        ReadEntities((int)rows, table, entities);
        for (ulong rest = signature; rest != 0; rest &= rest - 1)
        {
            ComponentType type = _registry.Types[BitOperations.TrailingZeroCount(rest)];
            Take((int)rows * type.SavedBytes).CopyTo(table.Bytes(type.Id));
        }
    }

    private void ReadEntities(int rows, Archetype table, EntityTable entities)
    {
        int previous = -1;
        for (int row = 0; row < rows; row++)
        {
            uint index = ReadUInt32();
            uint generation = ReadUInt32();
            Require(index < Limits.EntitiesMax, "an entity index above the limit");
            Require((int)index > previous, "entities out of order");
            Require(generation != 0, "an entity of no generation");
            previous = (int)index;

            Entity entity = new((int)index, generation);
            Require(entities.TryRestore(entity), "an entity that is in two tables");
            ref EntityRecord record = ref entities.At(entity.Index);
            record.Archetype = table.Index;
            record.Row = table.Append(entity);
        }
    }

    private void ReadDigest()
    {
        ReadOnlySpan<byte> body = _source[.._offset];
        Span<byte> expected = stackalloc byte[WorldDigest.Size];
        SHA256.HashData(body, expected);
        bool same = Take(WorldDigest.Size).SequenceEqual(expected);
        Require(same, "a digest that does not fit what is before it");
        Require(_offset == _source.Length, "bytes after the end");
    }

    private ushort ReadUInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    private uint ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    private ulong ReadUInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    private ReadOnlySpan<byte> Take(int bytes)
    {
        Require(bytes <= _source.Length - _offset, "the end where more bytes must follow");
        ReadOnlySpan<byte> taken = _source.Slice(_offset, bytes);
        _offset += bytes;
        return taken;
    }

    private readonly void Require(bool condition, string what)
    {
        if (!condition)
        {
            throw new InvalidDataException($"A saved world is damaged before byte {_offset}: {what}.");
        }
    }
}
