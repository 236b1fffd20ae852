namespace Hearsay.Simulation;

/// <summary>Links lose datagrams: every link up to a tenth of them, some for a while up to six tenths.</summary>
internal sealed class LossFault : Fault
{
    private const int UsualPpmMax = 100_000;
    private const int BurstPpmMax = 600_000;
    private const long BurstEveryMicros = 8_000 * Ms;
    private const long BurstMicros = 1_500 * Ms;

    /// <inheritdoc/>
    public override string Name => "loss";

    /// <inheritdoc/>
    public override void Begin()
    {
        int usual = Dice.Below(UsualPpmMax);
        foreach ((_, _, LinkState link) in Stage.Network.Links)
        {
            link.LossPpm = Dice.Below(usual + 1);
        }

        Struck($"up to {usual} in a million everywhere");
        Every(BurstEveryMicros, Burst);
    }

    private void Burst()
    {
        Host host = Dice.Pick(Stage.Hosts);
        int ppm = Dice.Below(BurstPpmMax);
        List<(LinkState Link, int Before)> changed = [.. Stage.Network.Links
            .Where(link => link.From == host.Node || link.To == host.Node)
            .Select(link => (link.State, link.State.LossPpm))];
        changed.ForEach(item => item.Link.LossPpm = ppm);
        Struck($"{ppm} in a million around {host.Name}");
        Later(BurstMicros, () => changed.ForEach(item => item.Link.LossPpm = item.Before));
    }
}
