using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Session;

/// <summary>
/// One receiving thread: takes datagrams from the link, screens them (decoding, hashing, signatures), queues the good
/// ones, and tries to run the peer. Ends when the link is closed.
/// </summary>
internal sealed class ReceiveWorker(
    ILink link, DatagramScreen screen, PeerOwner owner, OwnerClock clock, TrafficCounts traffic)
{
    private readonly DatagramBatch _batch = new(Limits.DatagramsPerReceive);

    public void Run()
    {
        for (int count = link.Receive(_batch); count > 0; count = link.Receive(_batch))
        {
            for (int i = 0; i < count; i++)
            {
                Take(_batch.From(i), _batch[i]);
            }
        }
    }

    private void Take(MemberIndex from, ReadOnlySpan<byte> datagram)
    {
        traffic.CountIn(datagram.Length);
        if (!owner.Inbox.TryRent(out ScreenedDatagram screened))
        {
            traffic.CountDropped();
            return;
        }

        if (screen.Screen(from, datagram, screened))
        {
            owner.Inbox.Add(screened);
            owner.Run();
            clock.TickMayBeSooner();
        }
        else
        {
            traffic.CountRefused();
            owner.Inbox.Return(screened);
        }
    }
}
