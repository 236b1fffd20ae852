using System.Buffers;

namespace Hearsay.Ecs.Tests;

internal static class Saving
{
    public static byte[] Saved(this EntityWorld world)
    {
        ArrayBufferWriter<byte> writer = new();
        world.Save(writer);
        Assert.That(writer.WrittenCount, Is.EqualTo(world.SavedBytes));
        return writer.WrittenSpan.ToArray();
    }

    public static void Load(this EntityWorld world, byte[] saved) => world.Load(new ReadOnlySequence<byte>(saved));
}
