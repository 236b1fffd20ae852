namespace Hearsay.Simulation;

/// <summary>
/// A member's disk is full: it must stop before it sends what it could not write, and go on when there is room.
/// </summary>
internal sealed class DiskFault : Fault
{
    private const long EveryMicros = 25_000 * Ms;
    private const long FullMicros = 3_000 * Ms;

    /// <inheritdoc/>
    public override string Name => "disk";

    /// <inheritdoc/>
    public override bool Crashes => true;

    /// <inheritdoc/>
    public override void Begin() => Every(EveryMicros, () =>
    {
        Host host = Dice.Pick(Stage.Honest);
        if (!host.IsUp || host.Disk.IsFull)
        {
            return;
        }

        host.Disk.IsFull = true;
        Struck($"{host.Name} has no room on its disk");
        Stage.Agenda.After(FullMicros, () =>
        {
            host.Disk.IsFull = false;
            host.Restart();
        });
    });
}
