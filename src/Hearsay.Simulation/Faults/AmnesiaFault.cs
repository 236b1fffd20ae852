namespace Hearsay.Simulation;

/// <summary>
/// A member is killed and comes back with an empty disk. It must not branch, although it has forgotten what it said.
/// </summary>
/// <remarks>
/// Whoever loses its disk may have been the only one to hold what it said last, and then branches whatever it does: it
/// is one of the members that may fail. So it strikes only while the others leave room for one more, and nobody else
/// before the last one it struck knows its own events again. The member stays down longer than any datagram is on its
/// way; no protocol can save one whose own words arrive after it has asked everybody for them.
/// </remarks>
internal sealed class AmnesiaFault : Fault
{
    private const long EveryMicros = 20_000 * Ms;
    private const long DownMicrosMin = 5_000 * Ms;
    private const long DownMicrosMean = 3_000 * Ms;

    private Host? _last;

    /// <inheritdoc/>
    public override string Name => "amnesia";

    /// <inheritdoc/>
    public override bool Crashes => true;

    /// <inheritdoc/>
    public override bool LosesDisks => true;

    /// <inheritdoc/>
    public override void Begin() => Every(EveryMicros, () =>
    {
        Host host = Dice.Pick(Stage.Honest);
        bool isStranded = Stage.Stranded.Contains(host.Member.Value);
        if (!host.IsUp || isStranded || !Stage.HasRoomForFault || !HasLastRecovered())
        {
            return;
        }

        host.Crash();
        host.Disk.Wipe();
        _last = host;
        Struck(host.Name);
        Stage.Agenda.After(DownMicrosMin + Dice.Exponential(DownMicrosMean), host.Restart);
    });

    private bool HasLastRecovered() =>
        _last is null || _last.Disk.IsComplete || Stage.Stranded.Contains(_last.Member.Value);
}
