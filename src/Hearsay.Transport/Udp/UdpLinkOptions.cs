namespace Hearsay.Transport;

/// <summary>Settings of a <see cref="UdpLink"/>; the defaults suit a player's machine.</summary>
public sealed record UdpLinkOptions
{
    /// <summary>
    /// Bytes asked for as the socket's receive buffer. A burst that does not fit is lost and costs a round trip of
    /// repair, so it is generous. The operating system may grant less, see <see cref="UdpLink.ReceiveBufferBytes"/>.
    /// Default 4 MiB.
    /// </summary>
    public int ReceiveBufferBytes { get; init; } = 4 << 20;

    /// <summary>Bytes asked for as the socket's send buffer; when it is full, sending waits. Default 4 MiB.</summary>
    public int SendBufferBytes { get; init; } = 4 << 20;
}
