using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Session;

/// <summary>
/// One receiving thread: takes what datagrams there are from the link, screens them (decoding, hashing, signatures) in
/// turns of their senders, queues the good ones, and then tries to run the peer. Ends when the session has stopped and
/// its link is closed.
/// </summary>
/// <remarks>
/// The link is emptied before anything is screened, and looked at again after a bounded amount of work: so nobody's
/// datagrams wait in the socket, where those of a flood are before them, but each in its sender's own queue.
///
/// The peer runs after such a piece of work, as a rule a whole batch, not after each datagram: its next event then
/// names everything that has come. That keeps a busy session in balance. An event is a datagram to every other member,
/// and a peer that created one for less than it received from all of them would make work faster than it is done, until
/// queues are full of the past.
/// </remarks>
internal sealed class ReceiveWorker(
    ILink link, DatagramIntake intake, PeerOwner owner, OwnerClock clock, SessionLife life)
{
    private readonly DatagramBatch _batch = new(Limits.DatagramsPerReceive);
    private readonly ScreenTurns _turns = intake.NewTurns();

    /// <summary>The body of the thread.</summary>
    /// <exception cref="IOException">Somebody else closed the link.</exception>
    public void Run()
    {
        while (TryReceive() && life.IsRunning)
        {
            Screen();
        }

        if (life.IsRunning)
        {
            throw new IOException(
                "The link to the other members was closed while the session ran: start again with a link of its own.");
        }
    }

    /// <summary>Waits for datagrams unless some wait here already; false when the link is closed.</summary>
    private bool TryReceive()
    {
        int count = _turns.IsEmpty ? link.Receive(_batch) : link.ReceiveNow(_batch);
        for (int i = 0; i < count; i++)
        {
            intake.TryQueue(_batch.From(i), _batch[i], _turns);
        }

        return count > 0 || !_turns.IsEmpty;
    }

    private void Screen()
    {
        bool isAnyGood = false;
        Micros now = owner.Now();
        for (int spent = 0; spent < Limits.ScreeningPerReceive && !_turns.IsEmpty;)
        {
            isAnyGood |= intake.TryTakeNext(_turns, now, out int cost);
            spent += cost;
        }

        if (isAnyGood)
        {
            owner.Run();
            clock.TickMayBeSooner();
        }
    }
}
