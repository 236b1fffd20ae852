using Hearsay.Ecs;

namespace Hearsay.Benchmarks.Ecs;

/// <summary>A component of one number, as small loops have them.</summary>
public record struct Place(long Value);

/// <summary>What is added to a <see cref="Place"/> every tick.</summary>
public record struct Pace(long Value);

/// <summary>A component of the size of a position or a velocity in a game.</summary>
public record struct Vectors(FixedVector Value);

/// <summary>A second component of that size.</summary>
public record struct MoreVectors(FixedVector Value);

/// <summary>Small components that fill up a player.</summary>
public record struct Small1(int Value);

/// <inheritdoc cref="Small1"/>
public record struct Small2(int Value);

/// <inheritdoc cref="Small1"/>
public record struct Link1(Entity Value);

/// <inheritdoc cref="Small1"/>
public record struct Luck(Pcg32 Value);

/// <summary>36 stacks of four bytes.</summary>
public record struct Pockets(Pockets.Stacks Value)
{
    [System.Runtime.CompilerServices.InlineArray(36)]
    public struct Stacks
    {
        private uint _first;
    }
}

/// <summary>The worlds that are measured.</summary>
internal static class BenchmarkWorld
{
    private static readonly ComponentRegistry Registry = new ComponentRegistry()
        .Register<Place>("place")
        .Register<Pace>("pace")
        .Register<Vectors>("vectors")
        .Register<MoreVectors>("more vectors")
        .Register<Small1>("small 1")
        .Register<Small2>("small 2")
        .Register<Link1>("link")
        .Register<Luck>("luck")
        .Register<Pockets>("pockets");

    public static EntityWorld Empty() => new(Registry);

    /// <summary>Entities of two components of 8 bytes.</summary>
    public static EntityWorld Moving(int entities)
    {
        EntityWorld world = Empty();
        for (int i = 0; i < entities; i++)
        {
            world.Create(new Place(i), new Pace(i & 7));
        }

        return world;
    }

    /// <summary>Players of eight components, 260 bytes each.</summary>
    public static EntityWorld Players(int players)
    {
        EntityWorld world = Empty();
        for (int i = 0; i < players; i++)
        {
            world.Create(
                new Vectors(new FixedVector(i, 64, -i)),
                new MoreVectors(FixedVector.Zero),
                new Small1(20),
                new Small2(i),
                new Link1(Entity.None),
                new Luck(new Pcg32((ulong)i)),
                default(Pockets),
                new Place(i));
        }

        return world;
    }
}
