namespace Hearsay.Simulation;

/// <summary>The network falls into two parts that do not hear each other, for up to half a minute.</summary>
internal sealed class PartitionFault : Fault
{
    private const long EveryMicros = 10_000 * Ms;
    private const long MeanMicros = 4_000 * Ms;
    private const long MostMicros = 30_000 * Ms;

    /// <inheritdoc/>
    public override string Name => "partition";

    /// <inheritdoc/>
    public override void Begin() => Every(EveryMicros, () =>
    {
        bool[] sides = Sides();
        long micros = Math.Min(MostMicros, Dice.Exponential(MeanMicros));
        Struck($"{string.Concat(sides.Select(side => side ? '1' : '0'))} for {micros / Ms} ms");
        Cut(micros, (from, to) => sides[from.Member.Value] != sides[to.Member.Value]);
    });
}
