namespace Hearsay.Ecs;

/// <summary>
/// The sine of a quarter turn, in 1,024 steps of 2^-30, with straight lines between. A line of that length leaves the
/// arc by at most 0.3 millionths, a fiftieth of the step of <see cref="Fixed"/>.
/// </summary>
/// <remarks>
/// The table is computed from the Taylor series in whole numbers with 62 bits after the point, and so is the same on
/// every machine. The series for x up to pi/2 is cut where its terms vanish in those 62 bits.
/// </remarks>
internal static class SineTable
{
    /// <summary>Units of a <see cref="BinaryAngle"/> in a quarter turn.</summary>
    public const int QuarterTurn = 1 << 14;

    private const int StepBits = 4;
    private const int Steps = QuarterTurn >> StepBits;
    private const int ValueBits = 30;
    private const int SeriesBits = 62;

    /// <summary>pi / 2 with 62 bits after the point, rounded.</summary>
    private const long HalfPi = 0x6487_ED51_10B4_611A;

    private static readonly int[] Values = Compute();

    /// <summary>The sine of an angle of 0 to a quarter turn, both inclusive; 0 to 65,536.</summary>
    public static int OfQuarter(int angle)
    {
        int step = angle >> StepBits;
        int within = angle & ((1 << StepBits) - 1);
        long value = (long)Values[step] << StepBits;
        if (within != 0)
        {
            value += (long)(Values[step + 1] - Values[step]) * within;
        }

        const int Shift = ValueBits + StepBits - Fixed.FractionBits;
        return (int)((value + (1L << (Shift - 1))) >> Shift);
    }

    private static int[] Compute()
    {
        int[] values = new int[Steps + 1];
        for (int i = 0; i <= Steps; i++)
        {
            Int128 sine = Sine((Int128)HalfPi * i / Steps);
            values[i] = (int)((sine + (Int128.One << (SeriesBits - ValueBits - 1))) >> (SeriesBits - ValueBits));
        }

        return values;
    }

    private static Int128 Sine(Int128 angle)
    {
        Int128 square = (angle * angle) >> SeriesBits;
        Int128 term = angle;
        Int128 sum = angle;
        for (int n = 2; term != 0; n += 2)
        {
            term = -((term * square) >> SeriesBits) / (n * (n + 1));
            sum += term;
        }

        return sum;
    }
}
