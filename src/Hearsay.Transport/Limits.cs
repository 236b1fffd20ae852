namespace Hearsay.Transport;

/// <summary>The bounds of the links: each with its unit and its reason.</summary>
public static class Limits
{
    /// <summary>Bytes of a legal datagram: what every path of the Internet carries without fragmentation.</summary>
    public const int DatagramBytesMax = 1_200;

    /// <summary>Peers of a link. The wire format has two bytes for a member; a roster has at most as many.</summary>
    public const int PeersMax = 4_096;

    /// <summary>Bytes of a socket's receive or send buffer. More than kernels grant, and fits an int.</summary>
    public const int SocketBufferBytesMax = 64 << 20;

    /// <summary>Datagrams that an impaired link holds back at once: 20 MB, a second at full throughput.</summary>
    public const int DelayedDatagramsMax = 16_384;

    /// <summary>Microseconds of delay or jitter that can be asked for. No path of the Internet is slower.</summary>
    public const long DelayMicrosMax = 10_000_000;

    /// <summary>
    /// Failures in a row, none of them the network's, after which a socket counts as broken: with pauses of 1, 2, 4 …
    /// milliseconds two seconds, in which a machine that wakes up gets its network back.
    /// </summary>
    public const int ReceiveFailuresMax = 12;
}
