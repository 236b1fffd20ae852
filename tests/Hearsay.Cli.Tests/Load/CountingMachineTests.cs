using System.Buffers;
using Hearsay.Hashgraph;
using Hearsay.Session;

namespace Hearsay.Cli.Tests;

public sealed class CountingMachineTests
{
    private static readonly byte[] One = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];
    private static readonly byte[] Other = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 17];

    [Test]
    public void Digest_SameActionsInAnotherOrder_Differs()
    {
        CountingMachine first = new();
        Apply(first, 1, One);
        Apply(first, 2, Other);
        CountingMachine second = new();
        Apply(second, 2, Other);
        Apply(second, 1, One);

        Assert.That(second.Digest(), Is.Not.EqualTo(first.Digest()));
    }

    [TestCase(1)]
    [TestCase(8)]
    [TestCase(17)]
    public void Digest_OneBitOfTheLastByte_Differs(int bytes)
    {
        byte[] action = new byte[bytes];
        CountingMachine first = new();
        Apply(first, 1, action);
        action[^1] ^= 1;
        CountingMachine second = new();
        Apply(second, 1, action);

        Assert.That(second.Digest(), Is.Not.EqualTo(first.Digest()));
    }

    [Test]
    public void Load_WhatSaveWrote_IsTheSameState()
    {
        CountingMachine machine = new();
        Apply(machine, 1, One);
        machine.Advance(new SessionTime(77));
        ArrayBufferWriter<byte> saved = new();
        machine.Save(saved);
        CountingMachine loaded = new();

        loaded.Load(new ReadOnlySequence<byte>(saved.WrittenMemory));

        Assert.That(loaded.Digest(), Is.EqualTo(machine.Digest()));
    }

    [Test]
    public void Load_OfAnotherLength_IsRefused()
    {
        Assert.That(
            () => new CountingMachine().Load(new ReadOnlySequence<byte>(new byte[7])),
            Throws.TypeOf<InvalidDataException>());
    }

    private static void Apply(CountingMachine machine, long number, byte[] payload) => machine.Apply(new OrderedAction
    {
        Member = new MemberIndex(0),
        Number = number,
        Time = new SessionTime(number),
        Payload = payload,
    });
}
