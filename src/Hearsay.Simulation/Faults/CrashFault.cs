namespace Hearsay.Simulation;

/// <summary>
/// Honest members are killed and come back with what their disk held, often several at once. A crash in the middle of
/// writing tears the tail off the journal.
/// </summary>
internal sealed class CrashFault : Fault
{
    private const long EveryMicros = 9_000 * Ms;
    private const long DownMicrosMean = 3_000 * Ms;
    private const int AllPpm = 30_000;

    /// <inheritdoc/>
    public override string Name => "crash";

    /// <inheritdoc/>
    public override bool Crashes => true;

    /// <inheritdoc/>
    public override void Begin() => Every(EveryMicros, () =>
    {
        IEnumerable<Host> struck = Dice.Chance(AllPpm) ? Stage.Honest : [Dice.Pick(Stage.Honest)];
        foreach (Host host in struck.Where(host => host.IsUp))
        {
            host.Crash();
            Struck(host.Name);
            Later(Dice.Exponential(DownMicrosMean), host.Restart);
        }
    });
}
