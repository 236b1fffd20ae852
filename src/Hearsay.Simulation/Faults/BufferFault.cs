namespace Hearsay.Simulation;

/// <summary>
/// A member's receive buffer is small and it is late to empty it, so that datagrams are dropped in bursts.
/// </summary>
internal sealed class BufferFault : Fault
{
    private const long EveryMicros = 10_000 * Ms;
    private const long ForMicros = 4_000 * Ms;
    private const long TurnMicros = 60 * Ms;
    private const int WaitingMin = 1;
    private const int WaitingMax = 12;

    /// <inheritdoc/>
    public override string Name => "buffer";

    /// <inheritdoc/>
    public override void Begin() => Every(EveryMicros, () =>
    {
        Host host = Dice.Pick(Stage.Hosts);
        host.Turns.EveryMicros = TurnMicros;
        host.Turns.WaitingMax = (int)Dice.Between(WaitingMin, WaitingMax);
        Struck($"{host.Name} has room for {host.Turns.WaitingMax} datagrams");
        Later(ForMicros, () => Relieve(host));
    });

    /// <inheritdoc/>
    public override void End()
    {
        foreach (Host host in Stage.Hosts)
        {
            Relieve(host);
        }
    }

    private static void Relieve(Host host)
    {
        host.Turns.EveryMicros = 0;
        host.Turns.WaitingMax = Limits.InboxDatagramsMax;
    }
}
