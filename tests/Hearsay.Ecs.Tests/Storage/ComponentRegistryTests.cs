using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hearsay.Ecs.Tests;

public sealed class ComponentRegistryTests
{
    [Test]
    public void Register_InOrder_GivesIdsInOrderAndSizes()
    {
        IReadOnlyList<ComponentType> types = Components.Make().Types;

        Assert.That(types.Select(type => type.Id), Is.EqualTo(Enumerable.Range(0, 8)));
        Assert.That(types.Select(type => type.Name), Is.EqualTo(
            new[] { "position", "velocity", "health", "owner", "dice", "frozen", "bag", "animal" }));
        Assert.That(types.Select(type => type.SavedBytes), Is.EqualTo(new[] { 24, 24, 4, 8, 16, 0, 144, 4 }));
    }

    [Test]
    public void Register_SameTypesInOtherOrder_GivesOtherIds()
    {
        ComponentRegistry registry = new ComponentRegistry().Register<Health>("health").Register<Position>("position");

        Assert.That(registry.TypeOf<Health>().Id, Is.Zero);
        Assert.That(registry.TypeOf<Position>().Id, Is.EqualTo(1));
    }

    [Test]
    public void Register_TwiceOrTooLate_IsAnInvariantFailure()
    {
        ComponentRegistry registry = new ComponentRegistry().Register<Health>("health");
        Assert.That(() => registry.Register<Health>("points"), Throws.TypeOf<InvariantException>());
        Assert.That(() => registry.Register<Position>("health"), Throws.TypeOf<InvariantException>());
        Assert.That(() => registry.Register<Position>(""), Throws.TypeOf<InvariantException>());

        EntityWorld world = new(registry);
        Assert.That(() => registry.Register<Position>("position"), Throws.TypeOf<InvariantException>());
        Assert.That(() => world.Create(default(Position)), Throws.TypeOf<InvariantException>());
        Assert.That(() => registry.TypeOf<Position>(), Throws.TypeOf<InvariantException>());
    }

    [Test]
    public void Register_MoreThanASignatureHolds_IsAnInvariantFailure()
    {
        ComponentRegistry registry = new();
        Fill<Health>(registry, Limits.ComponentTypesMax);
        Assert.That(registry.Types, Has.Count.EqualTo(64));
        Assert.That(() => registry.Register<Position>("position"), Throws.TypeOf<InvariantException>());

        EntityWorld world = new(registry);
        Entity last = world.Create(default(Health));
        world.Load(world.Saved());
        Assert.That(world.Has<Health>(last), Is.True);
    }

    [Test]
    public void Register_FieldsWithoutGaps_IsAllowed()
    {
        Assert.That(Bytes<Packed>(), Is.EqualTo(9));
        Assert.That(Bytes<Buffered>(), Is.EqualTo(16));
        Assert.That(Bytes<Flags>(), Is.EqualTo(2));
    }

    [Test]
    public void Register_BytesThatMayDiffer_IsRefusedByField()
    {
        Assert.That(Bytes<Gap>, Throws.TypeOf<InvariantException>().With.Message.Contains("3 bytes of padding"));
        Assert.That(Bytes<InnerGap>, Throws.TypeOf<InvariantException>().With.Message.Contains("padding"));
        Assert.That(Bytes<Tail>, Throws.TypeOf<InvariantException>().With.Message.Contains("padding"));
        Assert.That(Bytes<Overlap>, Throws.TypeOf<InvariantException>().With.Message.Contains("explicit layout"));
        Assert.That(Bytes<Floating>, Throws.TypeOf<InvariantException>().With.Message.Match("Pair.*Part.*Single"));
        Assert.That(Bytes<Halved>, Throws.TypeOf<InvariantException>().With.Message.Contains("Half"));
        Assert.That(Bytes<Money>, Throws.TypeOf<InvariantException>().With.Message.Contains("Decimal"));
        Assert.That(Bytes<Address>, Throws.TypeOf<InvariantException>().With.Message.Contains("IntPtr"));
        Assert.That(Bytes<Huge>, Throws.TypeOf<InvariantException>().With.Message.Contains("ComponentBytesMax"));
    }

    private static int Bytes<T>()
        where T : unmanaged => new ComponentRegistry().Register<T>("one").TypeOf<T>().SavedBytes;

    /// <summary>Registers so many different types: T, then pairs of it, nested.</summary>
    private static void Fill<T>(ComponentRegistry registry, int count)
        where T : unmanaged
    {
        registry.Register<T>($"type {count}");
        if (count > 1)
        {
            Fill<Tagged<T>>(registry, count - 1);
        }
    }

    /// <summary>Another type of the same bytes.</summary>
    private record struct Tagged<T>(T Value)
        where T : unmanaged;

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private record struct Packed(byte Small, long Large);

    private record struct Flags(bool One, Mood Other);

    private record struct Buffered(Buffered.Four Values)
    {
        [InlineArray(4)]
        public struct Four
        {
            private int _first;
        }
    }

    private record struct Gap(byte Small, int Large);

    private record struct InnerGap(Gap Gap, int Number);

    private record struct Tail(long Large, short Small);

    [StructLayout(LayoutKind.Explicit)]
    private struct Overlap
    {
        [FieldOffset(0)]
        public int One;

        [FieldOffset(0)]
        public int Other;
    }

    private record struct Floating(Pair Pair);

    private record struct Pair(int Whole, float Part);

    private record struct Halved(Half Value);

    private record struct Money(decimal Value);

    private record struct Address(nint Value);

    private record struct Huge(Huge.Many Values)
    {
        [InlineArray(Limits.ComponentBytesMax + 1)]
        public struct Many
        {
            private byte _first;
        }
    }
}
