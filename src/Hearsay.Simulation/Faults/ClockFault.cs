namespace Hearsay.Simulation;

/// <summary>Clocks are wrong from the start, run fast or slow, and jump ahead when somebody sets them.</summary>
internal sealed class ClockFault : Fault
{
    private const long ShiftMicrosMax = 3_000 * Ms;
    private const long DriftPpmMax = 500;
    private const long JumpEveryMicros = 20_000 * Ms;
    private const long JumpMicrosMax = 1_500 * Ms;

    /// <inheritdoc/>
    public override string Name => "clock";

    /// <inheritdoc/>
    public override void Begin()
    {
        foreach (Host host in Stage.Honest)
        {
            host.Clock.Shift(Dice.Between(-ShiftMicrosMax, ShiftMicrosMax));
            host.Clock.Drift(0, Dice.Between(-DriftPpmMax, DriftPpmMax));
        }

        Struck("every clock is off");
        Every(JumpEveryMicros, () =>
        {
            Host host = Dice.Pick(Stage.Honest);
            long by = Dice.Between(1, JumpMicrosMax);
            host.Clock.Jump(Stage.Agenda.NowMicros, by);
            Struck($"{host.Name} jumps {by / Ms} ms ahead");
        });
    }
}
