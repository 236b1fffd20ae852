using Hearsay.Gossip;
using Hearsay.Session;

namespace Hearsay.Simulation;

/// <summary>
/// Whoever asks is answered side by side, with what has entered the graph: what one member alone was told of, everybody
/// gets last.
/// </summary>
internal sealed class SideBySideVariant : FigureVariant
{
    /// <inheritdoc/>
    public override string Name => "side-by-side";

    /// <inheritdoc/>
    public override SimulationPlan Plan =>
        base.Plan with { Seconds = 30, Members = 16, Adversaries = 5, Strategies = ["ladder"] };

    /// <inheritdoc/>
    protected override string Figure => "mean finality in milliseconds";

    /// <inheritdoc/>
    protected override double Factor => 2;

    /// <inheritdoc/>
    public override PeerSetup SetupOf(Host host, PeerSetup setup) =>
        setup with { Gossip = setup.Gossip with { Defences = Defences.All & ~Defences.PassingOn } };

    /// <inheritdoc/>
    protected override double FigureOf(SimulationOutcome outcome) => outcome.FinalityMicros.Average() / 1_000;
}
