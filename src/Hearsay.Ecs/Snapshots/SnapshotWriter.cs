using System.Buffers;
using System.Numerics;

namespace Hearsay.Ecs;

/// <summary>
/// The canonical form of a world, all numbers little-endian: magic, version, number of component types, fingerprint of
/// the registry, entities created, entities alive, tables; then every table that has rows, by ascending signature:
/// signature, rows, the entities by ascending index, and per component type by id the components in the same order; at
/// the end the SHA-256 of all that. What the rows' order was, which tables stand empty and which indices were used
/// before leaves no trace.
/// </summary>
internal static class SnapshotWriter
{
    /// <summary>"HECS" in the order of the bytes.</summary>
    public const uint Magic = 0x53434548;

    public const ushort Version = 1;

    public const int HeaderBytes = 8 + WorldDigest.Size + 12;

    public const int TableHeaderBytes = 12;

    public const int EntityBytes = 8;

    public static int SizeOf(EntityWorld world)
    {
        int bytes = HeaderBytes + WorldDigest.Size;
        for (int i = 0; i < world.Archetypes.Count; i++)
        {
            Archetype table = world.Archetypes[i];
            if (table.Count != 0)
            {
                bytes += TableHeaderBytes + (table.Count * RowBytes(table.Signature, world.Registry));
            }
        }

        return bytes;
    }

    /// <summary>Bytes of an entity with the components of a signature.</summary>
    public static int RowBytes(ulong signature, ComponentRegistry registry)
    {
        int bytes = EntityBytes;
        for (ulong rest = signature; rest != 0; rest &= rest - 1)
        {
            bytes += registry.Types[BitOperations.TrailingZeroCount(rest)].SavedBytes;
        }

        return bytes;
    }

    /// <summary>Writes and hashes the world; only hashes it when there is no destination.</summary>
    public static WorldDigest Write(EntityWorld world, IBufferWriter<byte>? destination)
    {
        using HashingWriter writer = new(destination);
        CanonicalRows rows = new(world);
        WriteHeader(world, writer);
        for (int i = 0; i < world.Archetypes.Count; i++)
        {
            Archetype table = world.Archetypes.Canonical(i);
            if (table.Count != 0)
            {
                WriteTable(table, rows.Of(table), world.Registry, writer);
            }
        }

        return writer.Finish();
    }

    public static WorldDigest DigestOf(EntityWorld world, ComponentType type)
    {
        using HashingWriter writer = new(null);
        EntityTable entities = world.Entities;
        for (int index = entities.Next(0); index >= 0; index = entities.Next(index + 1))
        {
            EntityRecord record = entities.At(index);
            Archetype table = world.Archetypes[record.Archetype];
            if (table.Has(type.Id))
            {
                writer.WriteEntity(new Entity(index, record.Generation));
                writer.Write(table.BytesAt(type.Id, record.Row)[..type.SavedBytes]);
            }
        }

        return writer.Finish();
    }

    private static void WriteHeader(EntityWorld world, HashingWriter writer)
    {
        int tables = 0;
        for (int i = 0; i < world.Archetypes.Count; i++)
        {
            tables += world.Archetypes[i].Count != 0 ? 1 : 0;
        }

        writer.WriteUInt32(Magic);
        writer.WriteUInt16(Version);
        writer.WriteUInt16((ushort)world.Registry.Types.Count);
        writer.Write(world.Registry.Fingerprint);
        writer.WriteUInt32(world.Entities.Created);
        writer.WriteUInt32((uint)world.Count);
        writer.WriteUInt32((uint)tables);
    }

    private static void WriteTable(
        Archetype table, ReadOnlySpan<int> rows, ComponentRegistry registry, HashingWriter writer)
    {
        writer.WriteUInt64(table.Signature);
        writer.WriteUInt32((uint)table.Count);
        foreach (int row in rows)
        {
            writer.WriteEntity(table.Entities[row]);
        }

        for (ulong rest = table.Signature; rest != 0; rest &= rest - 1)
        {
            ComponentType type = registry.Types[BitOperations.TrailingZeroCount(rest)];
            if (type.SavedBytes == 0)
            {
                continue;
            }

            ReadOnlySpan<byte> column = table.Bytes(type.Id);
            foreach (int row in rows)
            {
                writer.Write(column.Slice(row * type.Size, type.Size));
            }
        }
    }
}
