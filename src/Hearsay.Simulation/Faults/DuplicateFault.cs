namespace Hearsay.Simulation;

/// <summary>Datagrams arrive twice.</summary>
internal sealed class DuplicateFault : Fault
{
    private const int SharePpmMax = 300_000;

    /// <inheritdoc/>
    public override string Name => "duplicate";

    /// <inheritdoc/>
    public override void Begin()
    {
        foreach ((_, _, LinkState link) in Stage.Network.Links)
        {
            link.DuplicatePpm = Dice.Below(SharePpmMax);
        }

        Struck($"up to {SharePpmMax} in a million");
    }
}
