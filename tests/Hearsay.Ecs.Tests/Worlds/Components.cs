using System.Runtime.CompilerServices;

namespace Hearsay.Ecs.Tests;

internal record struct Position(FixedVector Value);

internal record struct Velocity(FixedVector Value);

internal record struct Health(int Points);

internal record struct Owner(Entity Entity);

internal record struct Dice(Pcg32 Random);

internal struct Frozen;

internal struct Bag
{
    public Slots Stacks;

    public Bag(uint first) => Stacks[0] = first;

    [InlineArray(36)]
    public struct Slots
    {
        private uint _first;
    }
}

internal enum Mood : byte
{
    Calm,
    Afraid,
}

internal record struct Animal(Mood Mood, byte Legs, short Age);

/// <summary>The component types of the tests' worlds.</summary>
internal static class Components
{
    public static ComponentRegistry Registry { get; } = Make();

    public static ComponentRegistry Make() => new ComponentRegistry()
        .Register<Position>("position")
        .Register<Velocity>("velocity")
        .Register<Health>("health")
        .Register<Owner>("owner")
        .Register<Dice>("dice")
        .Register<Frozen>("frozen")
        .Register<Bag>("bag")
        .Register<Animal>("animal");
}
