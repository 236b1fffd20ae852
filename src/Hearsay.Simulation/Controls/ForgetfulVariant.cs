using Hearsay.Session;

namespace Hearsay.Simulation;

/// <summary>A peer that lost its disk starts its chain anew in place of asking the others where it was.</summary>
internal sealed class ForgetfulVariant : ControlVariant
{
    /// <inheritdoc/>
    public override string Name => "forgetful";

    /// <inheritdoc/>
    public override SimulationPlan Plan => base.Plan with { Faults = ["amnesia"] };

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Expected => ["branch"];

    /// <inheritdoc/>
    public override PeerSetup SetupOf(Host host, PeerSetup setup) => setup with { Resume = false };
}
