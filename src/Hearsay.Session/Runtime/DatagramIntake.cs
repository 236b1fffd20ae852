using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Session;

/// <summary>
/// What happens to each received datagram before the peer gets it: whose it is, its wait for its neighbour's turn,
/// whether it is good, and into the inbox. Thread-safe, without locks, as long as each thread has its own turns;
/// allocates nothing.
/// </summary>
/// <remarks>
/// The link says where a datagram came from, the datagram names its sender. Where the link can tell members apart, both
/// must say the same: nobody speaks in another's name. Where it cannot, because they have one address, the datagram
/// decides: so a member that claims another's address can be taken for the other, and the other is heard all the same.
/// Nobody is this peer itself but this peer.
/// </remarks>
internal sealed class DatagramIntake(
    ILink link, DatagramScreen screen, Inbox inbox, TrafficCounts traffic, RosterPlace place)
{
    private long _wrongSenders;

    /// <summary>Datagrams that came from nobody else in the roster; no screen has seen them.</summary>
    public long WrongSenders => Volatile.Read(ref _wrongSenders);

    /// <summary>Turns for one receiving thread.</summary>
    public ScreenTurns NewTurns() => new(place.Members);

    /// <summary>
    /// Lets a received datagram wait for its turn; false when it was refused or dropped, and counted.
    /// </summary>
    public bool TryQueue(MemberIndex from, ReadOnlySpan<byte> datagram, ScreenTurns turns)
    {
        traffic.CountIn(datagram.Length);
        MemberIndex sender = SenderOf(from, datagram);
        if (!place.IsOther(sender))
        {
            Interlocked.Increment(ref _wrongSenders);
            traffic.CountRefused();
            return false;
        }

        if (!turns.TryAdd(sender, datagram))
        {
            screen.RefuseWaiting(sender);
            traffic.CountDropped();
            return false;
        }

        return true;
    }

    /// <summary>Takes in the datagram whose turn it is; false when it was refused or dropped, and counted.</summary>
    /// <param name="turns">Not empty.</param>
    /// <param name="now">The time.</param>
    /// <param name="cost">What it cost, in units of <see cref="ScreenedDatagram.Cost"/>.</param>
    public bool TryTakeNext(ScreenTurns turns, Micros now, out int cost)
    {
        cost = 1;
        turns.TryTakeNext(out MemberIndex sender, out ReadOnlySpan<byte> datagram);
        if (!inbox.TryRent(out ScreenedDatagram screened))
        {
            traffic.CountDropped();
            turns.Charge(cost);
            return false;
        }

        bool isGood = screen.Screen(sender, datagram, now, screened);
        cost = screened.Cost;
        turns.Charge(cost);
        if (isGood)
        {
            inbox.Add(screened);
            return true;
        }

        traffic.CountRefused();
        inbox.Return(screened);
        return false;
    }

    private MemberIndex SenderOf(MemberIndex from, ReadOnlySpan<byte> datagram) =>
        DatagramSender.TryRead(datagram, out MemberIndex named) && named != from && !link.TellsApart(from, named)
            ? named
            : from;
}

/// <summary>This member's place in a roster of so many.</summary>
internal readonly record struct RosterPlace(MemberIndex Self, int Members)
{
    /// <summary>True for every member but this one; false also for a number that is no member's.</summary>
    public bool IsOther(MemberIndex member) => member != Self && (uint)member.Value < (uint)Members;
}
