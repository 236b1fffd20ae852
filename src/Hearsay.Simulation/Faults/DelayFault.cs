namespace Hearsay.Simulation;

/// <summary>Delays swing: all of a member's links become slow for a while, and jitter is high everywhere.</summary>
internal sealed class DelayFault : Fault
{
    private const long JitterMicrosMax = 40 * Ms;
    private const long SlowMicrosMax = 600 * Ms;
    private const long SlowEveryMicros = 6_000 * Ms;
    private const long SlowForMicros = 2_500 * Ms;

    /// <inheritdoc/>
    public override string Name => "delay";

    /// <inheritdoc/>
    public override void Begin()
    {
        foreach ((_, _, LinkState link) in Stage.Network.Links)
        {
            link.JitterMicros += Dice.Between(0, JitterMicrosMax);
        }

        Every(SlowEveryMicros, Slow);
    }

    private void Slow()
    {
        Host host = Dice.Pick(Stage.Hosts);
        long extra = Dice.Between(0, SlowMicrosMax);
        List<LinkState> slowed = [.. Stage.Network.Links
            .Where(link => link.From == host.Node || (link.To == host.Node && extra % 2 == 0))
            .Select(link => link.State)];
        slowed.ForEach(link => link.DelayMicros += extra);
        Struck($"{extra / Ms} ms more around {host.Name}");
        Later(SlowForMicros, () => slowed.ForEach(link => link.DelayMicros -= extra));
    }
}
