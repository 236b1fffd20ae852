using Hearsay.Gossip;

namespace Hearsay.Simulation;

/// <summary>
/// Signatures are checked without a budget, however many were bad: a flood of bad ones keeps a core busy.
/// </summary>
internal sealed class FreeFailuresVariant : FigureVariant
{
    /// <inheritdoc/>
    public override string Name => "free-failures";

    /// <inheritdoc/>
    public override SimulationPlan Plan =>
        base.Plan with { Seconds = 20, Adversaries = 1, Strategies = ["bad-signatures"] };

    /// <inheritdoc/>
    protected override string Figure => "share of the time that the busiest machine is busy";

    /// <inheritdoc/>
    protected override double Factor => 2;

    /// <inheritdoc/>
    public override ScreenOptions ScreenOf(ScreenOptions options) =>
        options with { ChecksPerPeerPerS = int.MaxValue };

    /// <inheritdoc/>
    protected override double FigureOf(SimulationOutcome outcome) => outcome.BusiestShare;
}
