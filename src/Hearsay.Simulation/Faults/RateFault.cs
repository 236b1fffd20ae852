namespace Hearsay.Simulation;

/// <summary>A member's uplink becomes narrow for a while: a queue fills, delays grow, the rest is dropped.</summary>
internal sealed class RateFault : Fault
{
    private const long BytesPerSMin = 6_000;
    private const long BytesPerSMax = 60_000;
    private const long QueueBytesMax = 24_000;
    private const long NarrowEveryMicros = 9_000 * Ms;
    private const long NarrowForMicros = 4_000 * Ms;

    /// <inheritdoc/>
    public override string Name => "rate";

    /// <inheritdoc/>
    public override void Begin() => Every(NarrowEveryMicros, Narrow);

    private void Narrow()
    {
        Host host = Dice.Pick(Stage.Hosts);
        long rate = Dice.Between(BytesPerSMin, BytesPerSMax);
        List<LinkState> narrowed = [.. Stage.Network.Links
            .Where(link => link.From == host.Node)
            .Select(link => link.State)];
        foreach (LinkState link in narrowed)
        {
            link.BytesPerS = rate;
            link.QueueBytes = QueueBytesMax;
        }

        Struck($"{host.Name} sends {rate} bytes a second to each other member");
        Later(NarrowForMicros, () => narrowed.ForEach(link => link.BytesPerS = 0));
    }
}
