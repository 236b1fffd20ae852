using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hearsay.Ecs;

/// <summary>
/// Queries with a delegate per entity. Entities are visited by ascending signature and then by row; rows are in an
/// order that a snapshot does not keep, so the result must not depend on it (else use <see cref="EntityWorld.ById"/>).
/// Structural changes inside the delegate are invariant failures; record them in a <see cref="CommandBuffer"/>.
/// </summary>
public static class EntityQueries
{
    public static void Query<T1>(
        this EntityWorld world, in QueryDescription query, QueryAction<T1> action)
        where T1 : unmanaged
    {
        QueryMask mask = query.In(world.Registry);
        mask = mask with { All = mask.All | world.Registry.BitOf<T1>() };
        foreach (Chunk chunk in new ChunkQuery(world, mask))
        {
            ref T1 first = ref MemoryMarshal.GetReference(chunk.Column<T1>());
            int count = chunk.Count;
            for (int row = 0; row < count; row++)
            {
                action(ref Unsafe.Add(ref first, row));
            }
        }
    }

    public static void Query<T1, T2>(
        this EntityWorld world, in QueryDescription query, QueryAction<T1, T2> action)
        where T1 : unmanaged
        where T2 : unmanaged
    {
        QueryMask mask = query.In(world.Registry);
        mask = mask with { All = mask.All | world.Registry.BitOf<T1>() | world.Registry.BitOf<T2>() };
        foreach (Chunk chunk in new ChunkQuery(world, mask))
        {
            ref T1 first = ref MemoryMarshal.GetReference(chunk.Column<T1>());
            ref T2 second = ref MemoryMarshal.GetReference(chunk.Column<T2>());
            int count = chunk.Count;
            for (int row = 0; row < count; row++)
            {
                action(ref Unsafe.Add(ref first, row), ref Unsafe.Add(ref second, row));
            }
        }
    }

    public static void Query<T1, T2, T3>(
        this EntityWorld world, in QueryDescription query, QueryAction<T1, T2, T3> action)
        where T1 : unmanaged
        where T2 : unmanaged
        where T3 : unmanaged
    {
        QueryMask mask = query.In(world.Registry);
        ulong taken = world.Registry.BitOf<T1>() | world.Registry.BitOf<T2>() | world.Registry.BitOf<T3>();
        mask = mask with { All = mask.All | taken };
        foreach (Chunk chunk in new ChunkQuery(world, mask))
        {
            ref T1 first = ref MemoryMarshal.GetReference(chunk.Column<T1>());
            ref T2 second = ref MemoryMarshal.GetReference(chunk.Column<T2>());
            ref T3 third = ref MemoryMarshal.GetReference(chunk.Column<T3>());
            int count = chunk.Count;
            for (int row = 0; row < count; row++)
            {
                action(
                    ref Unsafe.Add(ref first, row),
                    ref Unsafe.Add(ref second, row),
                    ref Unsafe.Add(ref third, row));
            }
        }
    }

    public static void Query<T1, T2, T3, T4>(
        this EntityWorld world, in QueryDescription query, QueryAction<T1, T2, T3, T4> action)
        where T1 : unmanaged
        where T2 : unmanaged
        where T3 : unmanaged
        where T4 : unmanaged
    {
        QueryMask mask = query.In(world.Registry);
        ulong taken = world.Registry.BitOf<T1>() | world.Registry.BitOf<T2>()
            | world.Registry.BitOf<T3>() | world.Registry.BitOf<T4>();
        mask = mask with { All = mask.All | taken };
        foreach (Chunk chunk in new ChunkQuery(world, mask))
        {
            ref T1 first = ref MemoryMarshal.GetReference(chunk.Column<T1>());
            ref T2 second = ref MemoryMarshal.GetReference(chunk.Column<T2>());
            ref T3 third = ref MemoryMarshal.GetReference(chunk.Column<T3>());
            ref T4 fourth = ref MemoryMarshal.GetReference(chunk.Column<T4>());
            int count = chunk.Count;
            for (int row = 0; row < count; row++)
            {
                action(
                    ref Unsafe.Add(ref first, row),
                    ref Unsafe.Add(ref second, row),
                    ref Unsafe.Add(ref third, row),
                    ref Unsafe.Add(ref fourth, row));
            }
        }
    }

    public static void Query<T1>(
        this EntityWorld world, in QueryDescription query, EntityQueryAction<T1> action)
        where T1 : unmanaged
    {
        QueryMask mask = query.In(world.Registry);
        mask = mask with { All = mask.All | world.Registry.BitOf<T1>() };
        foreach (Chunk chunk in new ChunkQuery(world, mask))
        {
            ReadOnlySpan<Entity> entities = chunk.Entities;
            ref T1 first = ref MemoryMarshal.GetReference(chunk.Column<T1>());
            for (int row = 0; row < entities.Length; row++)
            {
                action(entities[row], ref Unsafe.Add(ref first, row));
            }
        }
    }

    public static void Query<T1, T2>(
        this EntityWorld world, in QueryDescription query, EntityQueryAction<T1, T2> action)
        where T1 : unmanaged
        where T2 : unmanaged
    {
        QueryMask mask = query.In(world.Registry);
        mask = mask with { All = mask.All | world.Registry.BitOf<T1>() | world.Registry.BitOf<T2>() };
        foreach (Chunk chunk in new ChunkQuery(world, mask))
        {
            ReadOnlySpan<Entity> entities = chunk.Entities;
            ref T1 first = ref MemoryMarshal.GetReference(chunk.Column<T1>());
            ref T2 second = ref MemoryMarshal.GetReference(chunk.Column<T2>());
            for (int row = 0; row < entities.Length; row++)
            {
                action(
                    entities[row],
                    ref Unsafe.Add(ref first, row),
                    ref Unsafe.Add(ref second, row));
            }
        }
    }

    public static void Query<T1, T2, T3>(
        this EntityWorld world, in QueryDescription query, EntityQueryAction<T1, T2, T3> action)
        where T1 : unmanaged
        where T2 : unmanaged
        where T3 : unmanaged
    {
        QueryMask mask = query.In(world.Registry);
        ulong taken = world.Registry.BitOf<T1>() | world.Registry.BitOf<T2>() | world.Registry.BitOf<T3>();
        mask = mask with { All = mask.All | taken };
        foreach (Chunk chunk in new ChunkQuery(world, mask))
        {
            ReadOnlySpan<Entity> entities = chunk.Entities;
            ref T1 first = ref MemoryMarshal.GetReference(chunk.Column<T1>());
            ref T2 second = ref MemoryMarshal.GetReference(chunk.Column<T2>());
            ref T3 third = ref MemoryMarshal.GetReference(chunk.Column<T3>());
            for (int row = 0; row < entities.Length; row++)
            {
                action(
                    entities[row],
                    ref Unsafe.Add(ref first, row),
                    ref Unsafe.Add(ref second, row),
                    ref Unsafe.Add(ref third, row));
            }
        }
    }

    public static void Query<T1, T2, T3, T4>(
        this EntityWorld world, in QueryDescription query, EntityQueryAction<T1, T2, T3, T4> action)
        where T1 : unmanaged
        where T2 : unmanaged
        where T3 : unmanaged
        where T4 : unmanaged
    {
        QueryMask mask = query.In(world.Registry);
        ulong taken = world.Registry.BitOf<T1>() | world.Registry.BitOf<T2>()
            | world.Registry.BitOf<T3>() | world.Registry.BitOf<T4>();
        mask = mask with { All = mask.All | taken };
        foreach (Chunk chunk in new ChunkQuery(world, mask))
        {
            ReadOnlySpan<Entity> entities = chunk.Entities;
            ref T1 first = ref MemoryMarshal.GetReference(chunk.Column<T1>());
            ref T2 second = ref MemoryMarshal.GetReference(chunk.Column<T2>());
            ref T3 third = ref MemoryMarshal.GetReference(chunk.Column<T3>());
            ref T4 fourth = ref MemoryMarshal.GetReference(chunk.Column<T4>());
            for (int row = 0; row < entities.Length; row++)
            {
                action(
                    entities[row],
                    ref Unsafe.Add(ref first, row),
                    ref Unsafe.Add(ref second, row),
                    ref Unsafe.Add(ref third, row),
                    ref Unsafe.Add(ref fourth, row));
            }
        }
    }
}
