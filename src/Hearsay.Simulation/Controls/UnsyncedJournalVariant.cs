namespace Hearsay.Simulation;

/// <summary>
/// Own events are sent before they are safe on the disk: a crash forgets what others have already seen.
/// </summary>
internal sealed class UnsyncedJournalVariant : ControlVariant
{
    /// <inheritdoc/>
    public override string Name => "unsynced-journal";

    /// <inheritdoc/>
    public override bool SyncsJournal => false;

    /// <inheritdoc/>
    public override SimulationPlan Plan => base.Plan with { Faults = ["crash"] };

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Expected => ["branch"];
}
