using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Hearsay.Transport;

/// <summary>
/// An IP address and port as three integers, taken from a socket address without allocating. An IPv4 address and the
/// same address mapped into IPv6 are equal, so that it does not matter which kind of socket received the datagram.
/// </summary>
internal readonly record struct AddressKey(ulong High, ulong Low, ushort Port)
{
    private const ulong Ipv4Mapped = 0xFFFF_0000_0000;
    private const ulong Golden = 0x9E37_79B9_7F4A_7C15;

    // The layout of sockaddr_in and sockaddr_in6 is the same on every system that .NET runs on. The flow label and
    // the scope of an IPv6 address are left out: they may differ from datagram to datagram of one sender.
    private const int PortAt = 2;
    private const int Ipv4At = 4;
    private const int Ipv6At = 8;
    private const int Ipv6Bytes = 16;

    /// <summary>False when the address is of another family than IPv4 and IPv6.</summary>
    public static bool TryFrom(SocketAddress address, out AddressKey key)
    {
        ReadOnlySpan<byte> bytes = address.Buffer.Span[..address.Size];
        if (address.Family == AddressFamily.InterNetwork && bytes.Length >= Ipv4At + sizeof(uint))
        {
            uint ipv4 = BinaryPrimitives.ReadUInt32BigEndian(bytes[Ipv4At..]);
            key = new AddressKey(0, Ipv4Mapped | ipv4, BinaryPrimitives.ReadUInt16BigEndian(bytes[PortAt..]));
            return true;
        }

        if (address.Family == AddressFamily.InterNetworkV6 && bytes.Length >= Ipv6At + Ipv6Bytes)
        {
            key = new AddressKey(
                BinaryPrimitives.ReadUInt64BigEndian(bytes[Ipv6At..]),
                BinaryPrimitives.ReadUInt64BigEndian(bytes[(Ipv6At + sizeof(ulong))..]),
                BinaryPrimitives.ReadUInt16BigEndian(bytes[PortAt..]));
            return true;
        }

        key = default;
        return false;
    }

    /// <summary>Well mixed bits for a table whose size is a power of two.</summary>
    public uint Mixed()
    {
        ulong mixed = (High * Golden) ^ Low;
        mixed = ((mixed << 16) | (mixed >> 48)) ^ Port;
        mixed *= Golden;
        return (uint)(mixed >> 32);
    }
}
