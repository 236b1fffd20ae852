using Hearsay.Gossip;
using Hearsay.Session;

namespace Hearsay.Simulation;

/// <summary>
/// What events name is asked for at once, however much, and on nobody's account: parents named far ahead make the same
/// gaps be asked for again and again.
/// </summary>
internal sealed class FreeAsksVariant : FigureVariant
{
    /// <inheritdoc/>
    public override string Name => "free-asks";

    /// <inheritdoc/>
    public override SimulationPlan Plan =>
        base.Plan with { Seconds = 20, Members = 7, Adversaries = 2, Strategies = ["far-parents"] };

    /// <inheritdoc/>
    protected override string Figure => "events asked for";

    /// <inheritdoc/>
    protected override double Factor => 2;

    /// <inheritdoc/>
    public override PeerSetup SetupOf(Host host, PeerSetup setup) =>
        setup with { Gossip = setup.Gossip with { Defences = Defences.All & ~Defences.ChargedAsks } };

    /// <inheritdoc/>
    protected override double FigureOf(SimulationOutcome outcome) => outcome.EventsRequested;
}
