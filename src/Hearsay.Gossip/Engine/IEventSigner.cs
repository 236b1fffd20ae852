using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>Signs with the own key.</summary>
public interface IEventSigner
{
    /// <summary>Signs an event's hash.</summary>
    /// <param name="signedDigest">What the signature covers: the event's hash.</param>
    /// <param name="signature">Where its 64 bytes go.</param>
    public void Sign(EventHash signedDigest, Span<byte> signature);
}
