using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>Signs for one machine, whose processor pays for it.</summary>
internal sealed class PaidSigner(IEventSigner signer, int signMicros, HostProcessor processor) : IEventSigner
{
    /// <inheritdoc/>
    public void Sign(EventHash signedDigest, Span<byte> signature)
    {
        processor.Spend(signMicros);
        signer.Sign(signedDigest, signature);
    }
}
