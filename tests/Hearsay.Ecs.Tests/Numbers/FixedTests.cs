using System.Numerics;

namespace Hearsay.Ecs.Tests;

public sealed class FixedTests
{
    [TestCase("0", 0)]
    [TestCase("1", 65_536)]
    [TestCase("-12.5", -819_200)]
    [TestCase("0.0000152587890625", 1)]
    [TestCase("140737488355327.9999847412109375", long.MaxValue)]
    [TestCase("-140737488355328", long.MinValue)]
    public void ToString_OfRaw_IsTheExactDecimalAndReadsBack(string text, long raw)
    {
        Assert.That(Fixed.FromRaw(raw).ToString(), Is.EqualTo(text));
        Assert.That(Fixed.TryParse(text, out Fixed read), Is.True);
        Assert.That(read.Raw, Is.EqualTo(raw));
    }

    [TestCase("0.1", 6_554)]
    [TestCase("0.98", 64_225)]
    [TestCase("-0.1", -6_554)]
    public void TryParse_BetweenSteps_TakesTheNearest(string text, long raw)
    {
        Assert.That(Fixed.TryParse(text, out Fixed read), Is.True);
        Assert.That(read.Raw, Is.EqualTo(raw));
    }

    [TestCase("")]
    [TestCase("-")]
    [TestCase(".5")]
    [TestCase("1.")]
    [TestCase("1e3")]
    [TestCase("+1")]
    [TestCase("1.00000000000000000")]
    [TestCase("140737488355328")]
    [TestCase("99999999999999999")]
    public void TryParse_NotANumber_Refuses(string text) => Assert.That(Fixed.TryParse(text, out _), Is.False);

    [Test]
    public void Arithmetic_RandomValues_IsTheExactResultCutTowardsZero()
    {
        const ulong Seed = 11;
        TestContext.Out.WriteLine($"seed {Seed}");
        Pcg32 random = new(Seed);
        for (int i = 0; i < 20_000; i++)
        {
            long a = AnyRaw(ref random);
            long b = AnyRaw(ref random);
            Expect(() => Fixed.FromRaw(a) * Fixed.FromRaw(b), (BigInteger)a * b / 65_536, $"{a} * {b}");
            if (b != 0)
            {
                Expect(() => Fixed.FromRaw(a) / Fixed.FromRaw(b), (BigInteger)a * 65_536 / b, $"{a} / {b}");
                Expect(() => Fixed.FromRaw(a) % Fixed.FromRaw(b), (BigInteger)a % b, $"{a} % {b}");
            }

            Expect(() => Fixed.FromRaw(a) + Fixed.FromRaw(b), (BigInteger)a + b, $"{a} + {b}");
            Expect(() => Fixed.FromRaw(a) - Fixed.FromRaw(b), (BigInteger)a - b, $"{a} - {b}");
        }
    }

    [Test]
    public void Sqrt_RandomValues_IsTheGreatestRootNotAbove()
    {
        const ulong Seed = 12;
        TestContext.Out.WriteLine($"seed {Seed}");
        Pcg32 random = new(Seed);
        for (int i = 0; i < 20_000; i++)
        {
            long raw = AnyRaw(ref random) & long.MaxValue;
            BigInteger root = Fixed.Sqrt(Fixed.FromRaw(raw)).Raw;
            BigInteger square = (BigInteger)raw << 16;
            Assert.That(root * root <= square && (root + 1) * (root + 1) > square, Is.True, $"root of {raw} is {root}");
        }
    }

    [Test]
    public void Sqrt_Negative_IsAnInvariantFailure() =>
        Assert.That(() => Fixed.Sqrt(-1), Throws.TypeOf<InvariantException>());

    [TestCase(3, 2, 1, 2, 2)]
    [TestCase(-3, 2, -2, -1, -1)]
    [TestCase(5, 4, 1, 2, 1)]
    [TestCase(-5, 4, -2, -1, -1)]
    [TestCase(7, 1, 7, 7, 7)]
    public void Rounding_OfRatio_IsDefined(int numerator, int denominator, int floor, int ceiling, int round)
    {
        Fixed value = Fixed.Ratio(numerator, denominator);

        Assert.That(value.FloorToInt(), Is.EqualTo(floor));
        Assert.That(value.CeilingToInt(), Is.EqualTo(ceiling));
        Assert.That(value.RoundToInt(), Is.EqualTo(round));
        Assert.That(Fixed.Floor(value), Is.EqualTo((Fixed)floor));
        Assert.That(Fixed.Ceiling(value), Is.EqualTo((Fixed)ceiling));
        Assert.That(Fixed.Round(value), Is.EqualTo((Fixed)round));
    }

    [Test]
    public void Multiply_DampingEveryTick_ComesToRestFromBothSides()
    {
        Fixed drag = Fixed.Ratio(98, 100);
        Fixed forward = 10;
        Fixed back = -10;
        for (int i = 0; i < 2_000; i++)
        {
            forward *= drag;
            back *= drag;
            Assert.That(back, Is.EqualTo(-forward));
        }

        Assert.That(forward, Is.EqualTo(Fixed.Zero));
    }

    [Test]
    public void Compare_NegativeAndPositive_IsByValue()
    {
        Assert.That(Fixed.Half, Is.GreaterThan(-Fixed.One));
        Assert.That(Fixed.Clamp(5, -1, 1), Is.EqualTo(Fixed.One));
        Assert.That(Fixed.Min(-2, 1), Is.EqualTo((Fixed)(-2)));
        Assert.That(Fixed.Max(-2, 1), Is.EqualTo(Fixed.One));
        Assert.That(Fixed.Abs(-2), Is.EqualTo((Fixed)2));
        Assert.That(Fixed.Sign(-2), Is.EqualTo(-1));
        Assert.That(Fixed.FromLong(1L << 40).Raw, Is.EqualTo(1L << 56));
    }

    /// <summary>Values of all magnitudes, so that fast and slow paths and both edges are met.</summary>
    private static long AnyRaw(ref Pcg32 random)
    {
        long value = unchecked((long)random.NextULong());
        return value >> random.Range(64);
    }

    private static void Expect(Func<Fixed> compute, BigInteger exact, string what)
    {
        if (exact >= long.MinValue && exact <= long.MaxValue)
        {
            Assert.That(compute().Raw, Is.EqualTo((long)exact), what);
        }
        else
        {
            Assert.That(compute, Throws.InstanceOf<OverflowException>(), what);
        }
    }
}
