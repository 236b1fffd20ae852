using Hearsay.Hashgraph;
using Hearsay.Session;

namespace Hearsay.Simulation;

/// <summary>A third of the weight counts as a supermajority: both sides of a partition decide.</summary>
internal sealed class LowQuorumVariant : ControlVariant
{
    /// <inheritdoc/>
    public override string Name => "quorum";

    /// <inheritdoc/>
    public override SimulationPlan Plan => base.Plan with { Faults = ["partition"] };

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Expected => ["agreement"];

    /// <inheritdoc/>
    public override PeerSetup SetupOf(Host host, PeerSetup setup) => setup with
    {
        GraphOptions = setup.GraphOptions with { Broken = new BrokenRules { QuorumThirds = 1 } },
    };
}
