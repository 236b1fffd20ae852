using Hearsay.Gossip;

namespace Hearsay.Session;

/// <summary>
/// One receiving thread: takes what datagrams there are from the link, screens them (decoding, hashing, signatures),
/// queues the good ones, and then tries to run the peer. Ends when the session has stopped and its link is closed.
/// </summary>
/// <remarks>
/// The peer runs after the whole batch, not after each datagram: its next event then names everything that has come.
/// That keeps a busy session in balance. An event is a datagram to every other member, and a peer that created one for
/// less than it received from all of them would make work faster than it is done, until queues are full of the past.
/// </remarks>
internal sealed class ReceiveWorker(
    ILink link, DatagramIntake intake, PeerOwner owner, OwnerClock clock, SessionLife life)
{
    private readonly DatagramBatch _batch = new(Limits.DatagramsPerReceive);

    /// <summary>The body of the thread.</summary>
    /// <exception cref="IOException">Somebody else closed the link.</exception>
    public void Run()
    {
        int count = link.Receive(_batch);
        while (count > 0 && life.IsRunning)
        {
            Take(count);
            count = link.Receive(_batch);
        }

        if (life.IsRunning)
        {
            throw new IOException(
                "The link to the other members was closed while the session ran: start again with a link of its own.");
        }
    }

    private void Take(int count)
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
