using Hearsay.Gossip;

namespace Hearsay.Session;

/// <summary>
/// One receiving thread: takes what datagrams there are from the link, screens them (decoding, hashing, signatures),
/// queues the good ones, and then tries to run the peer. Ends when the link is closed.
/// </summary>
/// <remarks>
/// The peer runs after the whole batch, not after each datagram: its next event then names everything that has come.
/// That keeps a busy session in balance. An event is a datagram to every other member, and a peer that created one for
/// less than it received from all of them would make work faster than it is done, until queues are full of the past.
/// </remarks>
internal sealed class ReceiveWorker(ILink link, DatagramIntake intake, PeerOwner owner, OwnerClock clock)
{
    private readonly DatagramBatch _batch = new(Limits.DatagramsPerReceive);

    public void Run()
    {
        for (int count = link.Receive(_batch); count > 0; count = link.Receive(_batch))
        {
            bool isAnyGood = false;
            for (int i = 0; i < count; i++)
            {
                isAnyGood |= intake.TryTake(_batch.From(i), _batch[i]);
            }

            if (isAnyGood)
            {
                owner.Run();
                clock.TickMayBeSooner();
            }
        }
    }
}
