namespace Hearsay.Transport;

/// <summary>Why a link refused or lost a datagram. None of these is an error of the program.</summary>
public enum LinkRefusal
{
    /// <summary>Received from an address that is no member's.</summary>
    UnknownSender,

    /// <summary>Received, or to be sent, with more than <see cref="Limits.DatagramBytesMax"/> bytes.</summary>
    Oversized,

    /// <summary>Received, or to be sent, without a byte.</summary>
    Empty,

    /// <summary>To be sent to a member whose address is not known.</summary>
    NoAddress,

    /// <summary>An earlier datagram was answered by "nobody listens there" or "no way there".</summary>
    Unreachable,

    /// <summary>The socket failed for another reason: no buffers, no network, a firewall.</summary>
    SocketFailure,
}
