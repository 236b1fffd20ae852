namespace Hearsay.Ecs;

/// <summary>Creating an entity with its components in one step, without passing through smaller combinations.</summary>
public static class EntityCreation
{
    /// <summary>Creates an entity with components of different types, at the lowest free index.</summary>
    /// <exception cref="InvariantException">
    /// The world is full or being iterated, a type is not registered, or two types are the same.
    /// </exception>
    public static Entity Create<T1>(this EntityWorld world, in T1 first)
        where T1 : unmanaged =>
        world.Enter(world.Registry.BitOf<T1>(), 1)
            .Set(first).Entity;

    /// <inheritdoc cref="Create{T1}"/>
    public static Entity Create<T1, T2>(this EntityWorld world, in T1 first, in T2 second)
        where T1 : unmanaged
        where T2 : unmanaged =>
        world.Enter(Bits<T1, T2>(world), 2)
            .Set(first).Set(second).Entity;

    /// <inheritdoc cref="Create{T1}"/>
    public static Entity Create<T1, T2, T3>(this EntityWorld world, in T1 first, in T2 second, in T3 third)
        where T1 : unmanaged
        where T2 : unmanaged
        where T3 : unmanaged =>
        world.Enter(Bits<T1, T2>(world) | world.Registry.BitOf<T3>(), 3)
            .Set(first).Set(second).Set(third).Entity;

    /// <inheritdoc cref="Create{T1}"/>
    public static Entity Create<T1, T2, T3, T4>(
        this EntityWorld world, in T1 first, in T2 second, in T3 third, in T4 fourth)
        where T1 : unmanaged
        where T2 : unmanaged
        where T3 : unmanaged
        where T4 : unmanaged =>
        world.Enter(Bits<T1, T2>(world) | Bits<T3, T4>(world), 4)
            .Set(first).Set(second).Set(third).Set(fourth).Entity;

    /// <inheritdoc cref="Create{T1}"/>
    public static Entity Create<T1, T2, T3, T4, T5>(
        this EntityWorld world, in T1 first, in T2 second, in T3 third, in T4 fourth, in T5 fifth)
        where T1 : unmanaged
        where T2 : unmanaged
        where T3 : unmanaged
        where T4 : unmanaged
        where T5 : unmanaged =>
        world.Enter(Bits<T1, T2>(world) | Bits<T3, T4>(world) | world.Registry.BitOf<T5>(), 5)
            .Set(first).Set(second).Set(third).Set(fourth).Set(fifth).Entity;

    /// <inheritdoc cref="Create{T1}"/>
    public static Entity Create<T1, T2, T3, T4, T5, T6>(
        this EntityWorld world, in T1 first, in T2 second, in T3 third, in T4 fourth, in T5 fifth, in T6 sixth)
        where T1 : unmanaged
        where T2 : unmanaged
        where T3 : unmanaged
        where T4 : unmanaged
        where T5 : unmanaged
        where T6 : unmanaged =>
        world.Enter(Bits<T1, T2>(world) | Bits<T3, T4>(world) | Bits<T5, T6>(world), 6)
            .Set(first).Set(second).Set(third).Set(fourth).Set(fifth)
            .Set(sixth).Entity;

    /// <inheritdoc cref="Create{T1}"/>
    public static Entity Create<T1, T2, T3, T4, T5, T6, T7>(
        this EntityWorld world,
        in T1 first, in T2 second, in T3 third, in T4 fourth, in T5 fifth, in T6 sixth, in T7 seventh)
        where T1 : unmanaged
        where T2 : unmanaged
        where T3 : unmanaged
        where T4 : unmanaged
        where T5 : unmanaged
        where T6 : unmanaged
        where T7 : unmanaged =>
        world.Enter(Bits<T1, T2>(world) | Bits<T3, T4>(world) | Bits<T5, T6>(world) | world.Registry.BitOf<T7>(), 7)
            .Set(first).Set(second).Set(third).Set(fourth).Set(fifth)
            .Set(sixth).Set(seventh).Entity;

    /// <inheritdoc cref="Create{T1}"/>
    public static Entity Create<T1, T2, T3, T4, T5, T6, T7, T8>(
        this EntityWorld world,
        in T1 first, in T2 second, in T3 third, in T4 fourth, in T5 fifth, in T6 sixth, in T7 seventh, in T8 eighth)
        where T1 : unmanaged
        where T2 : unmanaged
        where T3 : unmanaged
        where T4 : unmanaged
        where T5 : unmanaged
        where T6 : unmanaged
        where T7 : unmanaged
        where T8 : unmanaged =>
        world.Enter(Bits<T1, T2>(world) | Bits<T3, T4>(world) | Bits<T5, T6>(world) | Bits<T7, T8>(world), 8)
            .Set(first).Set(second).Set(third).Set(fourth).Set(fifth)
            .Set(sixth).Set(seventh).Set(eighth).Entity;

    private static ulong Bits<T1, T2>(EntityWorld world)
        where T1 : unmanaged
        where T2 : unmanaged => world.Registry.BitOf<T1>() | world.Registry.BitOf<T2>();
}
