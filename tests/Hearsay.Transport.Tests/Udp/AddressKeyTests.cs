using System.Net;

namespace Hearsay.Transport.Tests;

public sealed class AddressKeyTests
{
    [Test]
    public void TryFrom_Ipv4AndItsMappedForm_AreEqual()
    {
        IPEndPoint plain = new(IPAddress.Parse("192.0.2.7"), 7777);
        IPEndPoint mapped = new(plain.Address.MapToIPv6(), 7777);

        Assert.That(KeyOf(mapped), Is.EqualTo(KeyOf(plain)));
    }

    [TestCase("192.0.2.7", 7777, "192.0.2.7", 7778)]
    [TestCase("192.0.2.7", 7777, "192.0.2.8", 7777)]
    [TestCase("2001:db8::1", 1, "2001:db8:0:1::1", 1)]
    [TestCase("2001:db8::1", 1, "2001:db8::1:1", 1)]
    [TestCase("::1", 7777, "127.0.0.1", 7777)]
    public void TryFrom_DifferentAddresses_Differ(string one, int onePort, string other, int otherPort)
    {
        AddressKey first = KeyOf(new IPEndPoint(IPAddress.Parse(one), onePort));
        AddressKey second = KeyOf(new IPEndPoint(IPAddress.Parse(other), otherPort));

        Assert.That(second, Is.Not.EqualTo(first));
    }

    [Test]
    public void TryFrom_ScopeOfIpv6_DoesNotMatter()
    {
        IPEndPoint one = new(new IPAddress(IPAddress.Parse("fe80::1").GetAddressBytes(), 2), 5);
        IPEndPoint other = new(new IPAddress(IPAddress.Parse("fe80::1").GetAddressBytes(), 3), 5);

        Assert.That(KeyOf(other), Is.EqualTo(KeyOf(one)));
    }

    [Test]
    public void TryFrom_UnixSocketAddress_IsRefused()
    {
        SocketAddress address = new System.Net.Sockets.UnixDomainSocketEndPoint("/nowhere").Serialize();

        Assert.That(AddressKey.TryFrom(address, out _), Is.False);
    }

    private static AddressKey KeyOf(IPEndPoint endPoint)
    {
        Assert.That(AddressKey.TryFrom(endPoint.Serialize(), out AddressKey key), Is.True);
        return key;
    }
}
