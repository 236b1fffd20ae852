using System.Buffers.Binary;
using Hearsay.Gossip;

namespace Hearsay.Simulation;

/// <summary>The action that both members of a contest submit.</summary>
internal static class Grab
{
    private const byte Mark = 0xFA;
    private const int Bytes = 1 + sizeof(int);

    /// <summary>The action for a contest.</summary>
    public static byte[] Of(int contest)
    {
        byte[] action = new byte[Bytes];
        action[0] = Mark;
        BinaryPrimitives.WriteInt32LittleEndian(action.AsSpan(1), contest);
        return action;
    }

    /// <summary>A payload that holds nothing but the grab, as an event carries it.</summary>
    public static byte[] PayloadOf(int contest, long actionNumber)
    {
        byte[] front = new byte[Gossip.Limits.MessageFrameBytesMax + sizeof(long)];
        int at = Varint.Write(front, (ulong)actionNumber);
        at += Varint.Write(front.AsSpan(at), Bytes << 1);
        return [.. front.AsSpan(0, at), .. Of(contest)];
    }

    /// <summary>The contests for which a valid event grabs; most events for none.</summary>
    public static IReadOnlyList<int> In(ReadOnlySpan<byte> eventBytes, int members)
    {
        EventLayout.TryRead(eventBytes, members, out EventLayout layout, out _);
        List<int>? contests = null;
        PayloadReader payload = new(layout.PayloadOf(eventBytes));
        while (payload.TryRead(out PayloadEntry entry))
        {
            if (entry.Kind == EntryKind.Action && entry.Bytes.Length == Bytes && entry.Bytes[0] == Mark)
            {
                (contests ??= []).Add(BinaryPrimitives.ReadInt32LittleEndian(entry.Bytes[1..]));
            }
        }

        return contests ?? (IReadOnlyList<int>)[];
    }
}
