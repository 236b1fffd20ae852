using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>Several peers on one key, each of which talks and listens to everybody.</summary>
internal sealed class TwinsAdversary(int faces) : Adversary
{
    /// <inheritdoc/>
    public override string Name => "twins";

    /// <inheritdoc/>
    public override int Faces => faces;

    /// <inheritdoc/>
    public override void Made(Host host, ReadOnlySpan<byte> eventBytes) => Acts += host.Face > 0 ? 1 : 0;
}
