namespace Hearsay.Simulation;

/// <summary>Datagrams are held up, and later ones overtake them.</summary>
internal sealed class ReorderFault : Fault
{
    private const int SharePpmMax = 400_000;
    private const long HeldMicrosMax = 400 * Ms;

    /// <inheritdoc/>
    public override string Name => "reorder";

    /// <inheritdoc/>
    public override void Begin()
    {
        foreach ((_, _, LinkState link) in Stage.Network.Links)
        {
            link.ReorderPpm = Dice.Below(SharePpmMax);
            link.ReorderMicros = 1 + Dice.Between(0, HeldMicrosMax);
        }

        Struck($"up to {SharePpmMax} in a million by up to {HeldMicrosMax / Ms} ms");
    }
}
