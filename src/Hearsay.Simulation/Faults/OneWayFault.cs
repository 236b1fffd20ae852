namespace Hearsay.Simulation;

/// <summary>Some members are heard by nobody of the rest, but hear them; or the other way round.</summary>
internal sealed class OneWayFault : Fault
{
    private const long EveryMicros = 12_000 * Ms;
    private const long MeanMicros = 4_000 * Ms;
    private const long MostMicros = 30_000 * Ms;

    /// <inheritdoc/>
    public override string Name => "oneway";

    /// <inheritdoc/>
    public override void Begin() => Every(EveryMicros, () =>
    {
        bool[] sides = Sides();
        long micros = Math.Min(MostMicros, Dice.Exponential(MeanMicros));
        Struck($"{string.Concat(sides.Select(side => side ? '1' : '0'))} not heard by the rest for {micros / Ms} ms");
        Cut(micros, (from, to) => sides[from.Member.Value] && !sides[to.Member.Value]);
    });
}
