namespace Hearsay.Simulation;

/// <summary>A member's machine is busy: it looks at its datagrams only every so often.</summary>
internal sealed class SlowFault : Fault
{
    private const long EveryMicros = 8_000 * Ms;
    private const long ForMicros = 4_000 * Ms;
    private const long TurnMicrosMax = 400 * Ms;

    /// <inheritdoc/>
    public override string Name => "slow";

    /// <inheritdoc/>
    public override void Begin() => Every(EveryMicros, () =>
    {
        Host host = Dice.Pick(Stage.Hosts);
        host.Turns.EveryMicros = Dice.Between(10 * Ms, TurnMicrosMax);
        Struck($"{host.Name} takes a turn every {host.Turns.EveryMicros / Ms} ms");
        Later(ForMicros, () => host.Turns.EveryMicros = 0);
    });

    /// <inheritdoc/>
    public override void End()
    {
        foreach (Host host in Stage.Hosts)
        {
            host.Turns.EveryMicros = 0;
        }
    }
}
