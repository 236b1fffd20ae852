using System.Net;
using System.Net.Sockets;
using Hearsay.Hashgraph;

namespace Hearsay.Transport.Tests;

public sealed class PeerAddressesTests
{
    [Test]
    public void TryFind_EveryMemberOfAFullRoster_IsFound()
    {
        IPEndPoint[] peers = new IPEndPoint[Limits.PeersMax];
        for (int member = 0; member < peers.Length; member++)
        {
            peers[member] = new IPEndPoint(new IPAddress([10, 0, (byte)(member >> 6), 1]), 1000 + (member & 63));
        }

        PeerAddresses addresses = new(peers, AddressFamily.InterNetwork);

        for (int member = 0; member < peers.Length; member++)
        {
            Assert.That(addresses.TryFind(peers[member].Serialize(), out MemberIndex found), Is.True);
            Assert.That(found, Is.EqualTo(new MemberIndex(member)));
        }
    }

    [Test]
    public void TryFind_Stranger_IsNotFound()
    {
        PeerAddresses addresses = new([new IPEndPoint(IPAddress.Loopback, 1)], AddressFamily.InterNetwork);

        Assert.That(addresses.TryFind(new IPEndPoint(IPAddress.Loopback, 2).Serialize(), out _), Is.False);
    }

    [Test]
    public void TryFind_TwoMembersAtOneAddress_TheFirstCounts()
    {
        IPEndPoint shared = new(IPAddress.Loopback, 9);
        PeerAddresses addresses = new([null, shared, shared], AddressFamily.InterNetwork);

        Assert.That(addresses.TryFind(shared.Serialize(), out MemberIndex found), Is.True);
        Assert.That(found, Is.EqualTo(new MemberIndex(1)));
        Assert.That(addresses.Of(new MemberIndex(2)), Is.Not.Null);
    }

    [TestCase(1, 2, true)]
    [TestCase(2, 1, true)]
    [TestCase(1, 3, true)]
    [TestCase(1, 4, false)]
    [TestCase(0, 1, false)]
    [TestCase(0, 0, false)]
    [TestCase(1, 5, false)]
    [TestCase(1, -1, false)]
    [TestCase(1, 65_535, false)]
    public void AreAtOneAddress_TwoMembers_OnlyWhenBothAddressesAreKnownAndTheSame(int one, int other, bool expected)
    {
        IPEndPoint shared = new(IPAddress.Parse("192.0.2.7"), 9);
        IPEndPoint mapped = new(shared.Address.MapToIPv6(), 9);
        IPEndPoint elsewhere = new(shared.Address, 10);
        PeerAddresses addresses = new([null, shared, shared, mapped, elsewhere], AddressFamily.InterNetworkV6);

        Assert.That(
            addresses.AreAtOneAddress(new MemberIndex(one), new MemberIndex(other)), Is.EqualTo(expected));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(-1)]
    [TestCase(70_000)]
    public void Of_MemberWithoutAddress_IsNull(int member)
    {
        PeerAddresses addresses = new([null], AddressFamily.InterNetwork);

        Assert.That(addresses.Of(new MemberIndex(member)), Is.Null);
    }

    [Test]
    public void Constructor_Ipv6PeerOnIpv4Socket_SaysWhatToDo()
    {
        IPEndPoint peer = new(IPAddress.Parse("2001:db8::1"), 7777);

        Assert.That(
            () => new PeerAddresses([peer], AddressFamily.InterNetwork),
            Throws.ArgumentException.With.Message.Contains("listen on [::]"));
    }

    [Test]
    public void Constructor_MorePeersThanARosterHas_IsRefused()
    {
        Assert.That(
            () => new PeerAddresses(new IPEndPoint?[Limits.PeersMax + 1], AddressFamily.InterNetwork),
            Throws.ArgumentException);
    }
}
