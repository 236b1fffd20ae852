using Hearsay.Session;

namespace Hearsay.Simulation;

/// <summary>
/// The screen is not told which events are kept: each copy with a fresh signature is checked, though the event is
/// known.
/// </summary>
internal sealed class ChecksCopiesVariant : FigureVariant
{
    /// <inheritdoc/>
    public override string Name => "checks-copies";

    /// <inheritdoc/>
    /// <remarks>Without a pace for own events, which holds up such a flood as well.</remarks>
    public override SimulationPlan Plan => base.Plan with
    {
        Seconds = 20,
        Adversaries = 1,
        Strategies = ["resign"],
        Gossip = base.Plan.Gossip with { EventsPerCreatorPerS = 1_000_000 },
    };

    /// <inheritdoc/>
    protected override string Figure => "share of the time that the busiest machine is busy";

    /// <inheritdoc/>
    protected override double Factor => 2;

    /// <inheritdoc/>
    public override PeerSetup SetupOf(Host host, PeerSetup setup) => setup with { Screen = null };

    /// <inheritdoc/>
    protected override double FigureOf(SimulationOutcome outcome) => outcome.BusiestShare;
}
