using System.Buffers;
using Hearsay.Hashgraph;
using Hearsay.Session;

namespace Hearsay.Simulation.Tests;

/// <summary>The light state machine.</summary>
public sealed class ItemRegistryTests
{
    [Test]
    public void Apply_TwoPickUps_FirstWins()
    {
        ItemRegistry registry = new();

        Assert.That(Apply(registry, 0, ItemRegistry.PickUp(5)).IsApplied, Is.True);
        Assert.That(Apply(registry, 1, ItemRegistry.PickUp(5)).Reason, Is.EqualTo((ushort)ItemRejection.Taken));
        Assert.That(registry.HolderOf(5), Is.EqualTo(new MemberIndex(0)));
    }

    [Test]
    public void Apply_Drop_OnlyByTheHolder()
    {
        ItemRegistry registry = new();
        Apply(registry, 0, ItemRegistry.PickUp(5));

        Assert.That(Apply(registry, 1, ItemRegistry.Drop(5)).Reason, Is.EqualTo((ushort)ItemRejection.NotHeld));
        Assert.That(Apply(registry, 0, ItemRegistry.Drop(5)).IsApplied, Is.True);
        Assert.That(registry.HolderOf(5), Is.Null);
    }

    [TestCase(new byte[] { 1 })]
    [TestCase(new byte[] { 1, 200 })]
    [TestCase(new byte[] { 9, 1 })]
    public void Apply_Nonsense_IsRejected(byte[] action)
    {
        Assert.That(Apply(new ItemRegistry(), 0, action).IsApplied, Is.False);
    }

    [Test]
    public void Load_WhatWasSaved_SameDigest()
    {
        ItemRegistry registry = new();
        Apply(registry, 2, ItemRegistry.PickUp(7));
        registry.Advance(new SessionTime(99));
        ArrayBufferWriter<byte> saved = new();
        registry.Save(saved);
        ItemRegistry loaded = new();

        loaded.Load(new ReadOnlySequence<byte>(saved.WrittenMemory));

        Assert.That(loaded.Digest(), Is.EqualTo(registry.Digest()));
        Assert.That(loaded.Digest(), Is.Not.EqualTo(new ItemRegistry().Digest()));
    }

    private static ActionOutcome Apply(ItemRegistry registry, int member, byte[] action) =>
        registry.Apply(new OrderedAction
        {
            Member = new MemberIndex(member),
            Number = 1,
            Time = new SessionTime(1),
            Payload = action,
        });
}
