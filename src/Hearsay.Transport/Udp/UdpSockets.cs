using System.Net;
using System.Net.Sockets;

namespace Hearsay.Transport;

/// <summary>What differs between operating systems about UDP sockets, and what their errors mean to a user.</summary>
internal static class UdpSockets
{
    /// <summary>SIO_UDP_CONNRESET: whether Windows lets "port unreachable" fail the next receive.</summary>
    private const int ReportPortUnreachable = unchecked((int)0x9800_000C);

    /// <summary>A bound socket with large buffers.</summary>
    /// <exception cref="SocketException">The address cannot be used.</exception>
    public static Socket Bind(IPEndPoint local, UdpLinkOptions options)
    {
        Socket socket = new(local.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            if (local.Address.Equals(IPAddress.IPv6Any))
            {
                socket.DualMode = true;
            }

            if (OperatingSystem.IsWindows())
            {
                socket.IOControl(ReportPortUnreachable, [0], null);
            }

            socket.ReceiveBufferSize = Math.Clamp(options.ReceiveBufferBytes, 1, Limits.SocketBufferBytesMax);
            socket.SendBufferSize = Math.Clamp(options.SendBufferBytes, 1, Limits.SocketBufferBytesMax);
            socket.Bind(local);
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Under which reason a failed send or receive is counted.</summary>
    public static LinkRefusal ReasonOf(SocketError error) => error switch
    {
        SocketError.MessageSize => LinkRefusal.Oversized,
        SocketError.ConnectionReset or SocketError.ConnectionRefused or SocketError.HostUnreachable
            or SocketError.NetworkUnreachable or SocketError.HostDown or SocketError.NetworkReset
            => LinkRefusal.Unreachable,
        _ => LinkRefusal.SocketFailure,
    };

    /// <summary>One sentence: what failed, on what, what the user can do.</summary>
    public static string Explain(IPEndPoint local, SocketError error) => error switch
    {
        SocketError.AddressAlreadyInUse =>
            $"UDP port {local.Port} on {local.Address} is in use by another program: "
            + "choose another port, or 0 for any.",
        SocketError.AddressNotAvailable =>
            $"Cannot listen on {local}, because {local.Address} is not an address of this machine: "
            + "choose 0.0.0.0 or [::] for all of its addresses.",
        SocketError.AccessDenied =>
            $"Listening on UDP port {local.Port} of {local.Address} is not permitted: choose a port above 1023.",
        SocketError.AddressFamilyNotSupported =>
            $"Cannot listen on {local}, because this machine has no {Protocol(local)}: choose 0.0.0.0 or [::].",
        _ => $"Cannot listen on UDP {local} ({error}): choose another address or port.",
    };

    /// <summary>As <see cref="Explain"/>, for a socket that was in use.</summary>
    public static LinkBrokenException Broken(IPEndPoint local, int failures, SocketException cause) => new(
        $"Receiving on UDP {local} failed {failures} times in a row ({cause.SocketErrorCode}): "
        + "check this machine's network, then start again.",
        cause);

    /// <summary>The socket was closed, and not by the link that owns it.</summary>
    public static LinkBrokenException ClosedUnderneath(IPEndPoint local, ObjectDisposedException cause) =>
        new($"The socket on UDP {local} was closed while it was in use: start again.", cause);

    private static string Protocol(IPEndPoint local) =>
        local.AddressFamily == AddressFamily.InterNetworkV6 ? "IPv6" : "IPv4";
}
