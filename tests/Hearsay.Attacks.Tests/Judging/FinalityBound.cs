namespace Hearsay.Attacks.Tests;

/// <summary>
/// The promise: under attack, finality p99 is at most twice what it is beside. Medians over windows are compared, so
/// that a window in which the machine did something else says nothing.
/// </summary>
internal sealed record FinalityBound(double ControlMs, double AttackMs)
{
    public const double RatioMax = 2;

    /// <summary>
    /// Milliseconds that windows of the same kind differ by anyway: on a busy machine the calmest control windows had a
    /// p99 of 10 to 16 ms. Without it the bound would be about that noise where finality is short.
    /// </summary>
    public const double FloorMs = 5;

    /// <summary>From the p99 of control and attack windows.</summary>
    public static FinalityBound Of(IEnumerable<double> controlMs, IEnumerable<double> attackMs) =>
        new(MedianOf(controlMs), MedianOf(attackMs));

    public double LimitMs => (RatioMax * ControlMs) + FloorMs;

    public double Ratio => AttackMs / ControlMs;

    public bool IsKept => AttackMs <= LimitMs;

    /// <summary>The middle one; of an even count the higher of the two in the middle.</summary>
    public static double MedianOf(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
