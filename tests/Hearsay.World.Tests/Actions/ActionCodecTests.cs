using Hearsay.Ecs;

namespace Hearsay.World.Tests;

public sealed class ActionCodecTests
{
    private static readonly WorldAction[] Samples =
    [
        WorldAction.Join(),
        WorldAction.Leave(),
        WorldAction.Move(new MoveIntent(MoveKeys.Forward | MoveKeys.Sprint, new BinaryAngle(60_000), -16_384)),
        WorldAction.Move(new MoveIntent(MoveKeys.All, new BinaryAngle(1), 16_384)),
        WorldAction.Dig(new BlockPosition(-1_048_576, 0, 1_048_575)),
        WorldAction.Break(new BlockPosition(-8_388_608, 255, 8_388_607)),
        WorldAction.Place(new BlockPosition(-1, 77, 256), 35),
        WorldAction.PickUp(new ItemId(0xFEDC_BA98_7654_3210)),
        WorldAction.Drop(3, 64),
        WorldAction.Hold(8),
        WorldAction.MoveStack(1, 35, 12),
        WorldAction.Craft(14, 255),
    ];

    [TestCaseSource(nameof(Samples))]
    public void TryDecode_OfWhatEncodeWrote_GivesTheAction(WorldAction action)
    {
        byte[] bytes = Encode(action);

        Assert.That(bytes, Has.Length.LessThanOrEqualTo(Limits.ActionBytesMax));
        Assert.That(ActionCodec.TryDecode(bytes, out WorldAction decoded), Is.True);
        Assert.That(decoded, Is.EqualTo(action));
    }

    [TestCaseSource(nameof(Samples))]
    public void TryDecode_AnyOtherLength_IsRefused(WorldAction action)
    {
        byte[] bytes = Encode(action);
        for (int length = 0; length < bytes.Length; length++)
        {
            Assert.That(ActionCodec.TryDecode(bytes.AsSpan(0, length), out _), Is.False);
        }

        Assert.That(ActionCodec.TryDecode([.. bytes, 0], out _), Is.False);
    }

    [Test]
    public void TryDecode_UnknownKindsKeysAndPitch_AreRefused()
    {
        byte[] move = Encode(WorldAction.Move(default));

        for (int kind = 12; kind < 256; kind++)
        {
            for (int length = 1; length <= Limits.ActionBytesMax; length++)
            {
                byte[] bytes = new byte[length];
                bytes[0] = (byte)kind;
                Assert.That(ActionCodec.TryDecode(bytes, out _), Is.False);
            }
        }

        Assert.That(ActionCodec.TryDecode([0], out _), Is.False);
        Assert.That(ActionCodec.TryDecode([move[0], 64, 0, 0, 0, 0], out _), Is.False, "a key that does not exist");
        Assert.That(ActionCodec.TryDecode([move[0], 0, 0, 0, 1, 64], out _), Is.False, "a pitch above the zenith");
        Assert.That(ActionCodec.TryDecode([move[0], 0, 0, 0, 0, 128], out _), Is.False, "the lowest pitch");
    }

    [Test]
    public void TryDecode_RandomBytes_NeverThrowsAndHasOneFormPerAction([Values(1, 2, 3)] int seed)
    {
        Random random = new(seed);
        byte[] buffer = new byte[24];
        int decoded = 0;
        for (int i = 0; i < 100_000; i++)
        {
            Span<byte> bytes = buffer.AsSpan(0, random.Next(buffer.Length));
            random.NextBytes(bytes);
            if (bytes.Length > 0 && random.Next(4) > 0)
            {
                bytes[0] = (byte)random.Next(14);
            }

            if (ActionCodec.TryDecode(bytes, out WorldAction action))
            {
                decoded++;
                Assert.That(Encode(action), Is.EqualTo(bytes.ToArray()));
            }
        }

        Assert.That(decoded, Is.GreaterThan(1_000));
    }

    [Test]
    public void Encode_WhatTheWireDoesNotHold_Throws()
    {
        WorldAction[] unfit =
        [
            WorldAction.Dig(new BlockPosition(1 << 23, 0, 0)),
            WorldAction.Dig(new BlockPosition(0, 256, 0)),
            WorldAction.Hold(-1),
        ];

        foreach (WorldAction action in unfit)
        {
            Assert.That(() => Encode(action), Throws.InstanceOf<ArgumentException>());
        }
    }

    private static byte[] Encode(WorldAction action)
    {
        byte[] bytes = new byte[Limits.ActionBytesMax];
        return bytes[..ActionCodec.Encode(action, bytes)];
    }
}
