namespace Hearsay.Simulation;

/// <summary>
/// What waits to be screened waits in one queue: a flood delays everybody's datagrams. On machines five times as slow,
/// so that two that flood are more than one processor can look at.
/// </summary>
internal sealed class OneQueueVariant : FigureVariant
{
    /// <inheritdoc/>
    public override string Name => "one-queue";

    /// <inheritdoc/>
    public override SimulationPlan Plan => base.Plan with
    {
        Seconds = 20,
        Members = 7,
        Adversaries = 2,
        Strategies = ["bad-signatures"],
        CheckMicros = 5 * new SimulationPlan().CheckMicros,
        Geography = Geography.Local,
    };

    /// <inheritdoc/>
    public override bool TakesTurns => false;

    /// <inheritdoc/>
    protected override string Figure => "mean finality in milliseconds";

    /// <inheritdoc/>
    protected override double Factor => 2;

    /// <inheritdoc/>
    protected override double FigureOf(SimulationOutcome outcome) => outcome.FinalityMicros.Average() / 1_000;
}
