using System.Net;
using System.Net.Sockets;

namespace Hearsay.Attacks.Tests;

/// <summary>Plain UDP sockets on 127.0.0.1: what an attacker has.</summary>
internal static class Loopback
{
    /// <summary>A socket on a port of its own.</summary>
    public static Socket Open()
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }
}
