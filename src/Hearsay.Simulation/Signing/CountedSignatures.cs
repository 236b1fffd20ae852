using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>Signs and checks for one machine, and lets its processor pay for it.</summary>
internal sealed class CountedSignatures(
    IEventVerifier verifier, IEventSigner signer, SimulationPlan plan, HostProcessor processor)
    : IEventVerifier, IEventSigner
{
    /// <inheritdoc/>
    public bool Verify(MemberIndex creator, EventHash signedDigest, ReadOnlySpan<byte> signature)
    {
        processor.Spend(plan.CheckMicros);
        return verifier.Verify(creator, signedDigest, signature);
    }

    /// <inheritdoc/>
    public void Sign(EventHash signedDigest, Span<byte> signature)
    {
        processor.Spend(plan.SignMicros);
        signer.Sign(signedDigest, signature);
    }
}
