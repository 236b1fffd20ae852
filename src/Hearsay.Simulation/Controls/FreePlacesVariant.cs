using Hearsay.Gossip;
using Hearsay.Session;

namespace Hearsay.Simulation;

/// <summary>
/// Requests may make a peer look at as many places as they like: a flood of them for what nobody has costs its time.
/// </summary>
internal sealed class FreePlacesVariant : FigureVariant
{
    /// <inheritdoc/>
    public override string Name => "free-places";

    /// <inheritdoc/>
    public override SimulationPlan Plan =>
        base.Plan with { Seconds = 10, Adversaries = 1, Strategies = ["empty-requests"] };

    /// <inheritdoc/>
    protected override string Figure => "places looked at";

    /// <inheritdoc/>
    protected override double Factor => 1.4;

    /// <inheritdoc/>
    public override PeerSetup SetupOf(Host host, PeerSetup setup) =>
        setup with { Gossip = setup.Gossip with { Defences = Defences.All & ~Defences.ChargedPlaces } };

    /// <inheritdoc/>
    protected override double FigureOf(SimulationOutcome outcome) => outcome.PlacesLookedAt;
}
