namespace Hearsay.Simulation;

/// <summary>
/// A member is killed and comes back with an empty disk. It must not branch, although it has forgotten what it said.
/// </summary>
/// <remarks>
/// One at a time, and only while the adversaries leave room for one more faulty member: whoever loses its disk may have
/// been the only one to hold an event that counted. It stays down longer than any datagram is on its way; no protocol
/// can save a member whose own words arrive after it has asked everybody for them.
/// </remarks>
internal sealed class AmnesiaFault : Fault
{
    private const long EveryMicros = 20_000 * Ms;
    private const long DownMicrosMin = 5_000 * Ms;
    private const long DownMicrosMean = 3_000 * Ms;

    private bool _isSomebodyDown;

    /// <inheritdoc/>
    public override string Name => "amnesia";

    /// <inheritdoc/>
    public override bool Crashes => true;

    /// <inheritdoc/>
    public override void Begin() => Every(EveryMicros, () =>
    {
        Host host = Dice.Pick(Stage.Honest);
        bool hasRoom = 3 * (Stage.Plan.Adversaries + 1) < Stage.Plan.Members;
        if (_isSomebodyDown || !hasRoom || !host.IsUp || !host.Peer.Gossip.IsReady)
        {
            return;
        }

        host.Crash();
        host.Disk.Wipe();
        _isSomebodyDown = true;
        Struck(host.Name);
        Stage.Agenda.After(DownMicrosMin + Dice.Exponential(DownMicrosMean), () =>
        {
            _isSomebodyDown = false;
            host.Restart();
        });
    });
}
