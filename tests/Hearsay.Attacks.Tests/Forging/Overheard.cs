using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Attacks.Tests;

/// <summary>What a hostile member learns by listening: honest members send it all their events.</summary>
internal static class Overheard
{
    private const int DatagramsMax = 200;

    /// <summary>The event with the most parents among what has arrived, as a question names it.</summary>
    public static HashesOf EventWithMostParents(Camp camp)
    {
        byte[] datagram = new byte[Gossip.Limits.DatagramBytesMax];
        HashesOf most = default;
        int parents = -1;
        for (int i = 0; i < DatagramsMax && camp.Ear.Available > 0; i++)
        {
            int length = camp.Ear.Receive(datagram);
            Look(camp, datagram.AsSpan(0, length), ref most, ref parents);
        }

        Invariant.Check(parents > 0, "honest members sent an event with parents");
        return most;
    }

    private static void Look(Camp camp, ReadOnlySpan<byte> datagram, ref HashesOf most, ref int parents)
    {
        int at = DatagramHeader.Bytes;
        while (at < datagram.Length)
        {
            MessageKind kind = (MessageKind)datagram[at++];
            Varint.TryRead(datagram, ref at, Gossip.Limits.EventBytesMax, out int length);
            ReadOnlySpan<byte> body = datagram.Slice(at, length);
            at += length;
            if (kind == MessageKind.Event
                && EventLayout.TryRead(body, Arena.Members, out EventLayout layout, out _)
                && layout.ParentCount > parents)
            {
                parents = layout.ParentCount;
                EventHash hash = EventHasher.HashOf(camp.Epoch.Id, body[..layout.SignatureAt]);
                most = new HashesOf(layout.Creator, layout.Sequence, hash, First: 0);
            }
        }
    }
}
