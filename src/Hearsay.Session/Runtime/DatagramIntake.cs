using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Session;

/// <summary>
/// What happens to each received datagram before the peer gets it: whose it is, whether it is good, and into the inbox.
/// Thread-safe, without locks; allocates nothing.
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

    /// <summary>Takes a datagram in; false when it was refused or dropped, and counted.</summary>
    public bool TryTake(MemberIndex from, ReadOnlySpan<byte> datagram)
    {
        traffic.CountIn(datagram.Length);
        MemberIndex sender = SenderOf(from, datagram);
        if (!place.IsOther(sender))
        {
            Interlocked.Increment(ref _wrongSenders);
            traffic.CountRefused();
            return false;
        }

        if (!inbox.TryRent(out ScreenedDatagram screened))
        {
            traffic.CountDropped();
            return false;
        }

        if (screen.Screen(sender, datagram, screened))
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
