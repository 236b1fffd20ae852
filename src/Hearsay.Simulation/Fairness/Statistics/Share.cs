namespace Hearsay.Simulation;

/// <summary>
/// How often something happened out of so many, with the 95 % interval of Wilson (1927), which stays within 0 and 1 and
/// holds for small counts. It takes the cases as independent.
/// </summary>
/// <param name="Successes">How often; a mean over hosts makes it no whole number.</param>
/// <param name="Count">Out of how many.</param>
public readonly record struct Share(double Successes, int Count)
{
    // The 97.5 % point of the normal distribution.
    private const double Z = 1.959964;

    /// <summary>The share itself; 0 of none.</summary>
    public double Value => Count == 0 ? 0 : Successes / Count;

    /// <summary>The lower end of the interval; 0 when nothing was counted.</summary>
    public double Low => Count == 0 ? 0 : Math.Max(0, Centre - Reach);

    /// <summary>The upper end; 1 when nothing was counted.</summary>
    public double High => Count == 0 ? 1 : Math.Min(1, Centre + Reach);

    private double Spread => 1 + (Z * Z / Count);

    private double Centre => (Value + (Z * Z / (2 * Count))) / Spread;

    private double Reach =>
        Z / Spread * Math.Sqrt((Value * (1 - Value) / Count) + (Z * Z / (4.0 * Count * Count)));

    /// <summary>The share of all cases of a list.</summary>
    /// <param name="cases">For each case what it counts: 1 for a success, 0 for none.</param>
    public static Share Of(IEnumerable<double> cases)
    {
        double successes = 0;
        int count = 0;
        foreach (double one in cases)
        {
            successes += one;
            count++;
        }

        return new Share(successes, count);
    }
}
