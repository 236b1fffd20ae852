namespace Hearsay.Simulation;

/// <summary>Single pairs cannot reach each other directly: somebody else has to relay.</summary>
internal sealed class PartialFault : Fault
{
    private const long EveryMicros = 8_000 * Ms;
    private const long MeanMicros = 5_000 * Ms;
    private const int SharePpmMax = 500_000;

    /// <inheritdoc/>
    public override string Name => "partial";

    /// <inheritdoc/>
    public override void Begin() => Every(EveryMicros, () =>
    {
        int members = Stage.Plan.Members;
        int share = Dice.Below(SharePpmMax);
        bool[] cut = [.. Enumerable.Range(0, members * members).Select(_ => Dice.Chance(share))];
        long micros = Dice.Exponential(MeanMicros);
        Struck($"{share} in a million of the pairs for {micros / Ms} ms");
        Cut(micros, (from, to) =>
        {
            int low = Math.Min(from.Member.Value, to.Member.Value);
            return cut[(low * members) + Math.Max(from.Member.Value, to.Member.Value)];
        });
    });
}
