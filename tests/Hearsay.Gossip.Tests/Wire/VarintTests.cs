namespace Hearsay.Gossip.Tests;

public sealed class VarintTests
{
    private static readonly ulong[] Edges =
        [0, 1, 127, 128, 16_383, 16_384, int.MaxValue, 1UL << 35, (1UL << 48) - 1, 1UL << 48, (1UL << 63) - 1];

    [TestCaseSource(nameof(Edges))]
    public void TryRead_WhatWriteWrote_GivesTheValueAndItsLength(ulong value)
    {
        byte[] bytes = new byte[10];
        int written = Varint.Write(bytes, value);
        int at = 0;

        Assert.That(Varint.TryRead(bytes, ref at, ulong.MaxValue, out ulong read), Is.True);
        Assert.That(read, Is.EqualTo(value));
        Assert.That(at, Is.EqualTo(written).And.EqualTo(Varint.Length(value)));
        Assert.That(bytes[..written], Is.EqualTo(EventForge.VarintBytes(value)));
    }

    [TestCaseSource(nameof(Edges))]
    public void TryRead_EveryTruncation_IsRefused(ulong value)
    {
        byte[] bytes = EventForge.VarintBytes(value);
        for (int length = 0; length < bytes.Length; length++)
        {
            int at = 0;
            Assert.That(Varint.TryRead(bytes.AsSpan(0, length), ref at, ulong.MaxValue, out ulong _), Is.False);
            Assert.That(at, Is.Zero);
        }
    }

    [TestCase(new byte[] { 0x80, 0x00 })]
    [TestCase(new byte[] { 0xff, 0x80, 0x00 })]
    [TestCase(new byte[] { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01 })]
    public void TryRead_LongerThanNeededOrTooLong_IsRefused(byte[] bytes)
    {
        int at = 0;

        Assert.That(Varint.TryRead(bytes, ref at, ulong.MaxValue, out ulong _), Is.False);
    }

    [Test]
    public void TryRead_AboveTheMaximum_IsRefused()
    {
        byte[] bytes = EventForge.VarintBytes(301);
        int at = 0;

        Assert.That(Varint.TryRead(bytes, ref at, 300, out int _), Is.False);
        Assert.That(Varint.TryRead(bytes, ref at, 301, out int value), Is.True);
        Assert.That(value, Is.EqualTo(301));
    }
}
