namespace Hearsay.Ecs.Tests;

public sealed class FixedVectorTests
{
    [Test]
    public void Length_OfPythagoras_IsExact()
    {
        Assert.That(new FixedVector(2, -3, 6).Length, Is.EqualTo((Fixed)7));
        Assert.That(new FixedVector(2, -3, 6).LengthSquared, Is.EqualTo((Fixed)49));
    }

    [Test]
    public void Length_OfExtremes_IsExact()
    {
        Assert.That(new FixedVector(Fixed.Step, Fixed.Step, 0).Length, Is.EqualTo(Fixed.Step));
        Assert.That(new FixedVector(Fixed.MaxValue, 0, 0).Length, Is.EqualTo(Fixed.MaxValue));
        Assert.That(new FixedVector(3 * 1_000_000, 0, -4 * 1_000_000).Length, Is.EqualTo((Fixed)5_000_000));
        Assert.That(() => new FixedVector(Fixed.MinValue, 0, 0).Length, Throws.InstanceOf<OverflowException>());
    }

    [Test]
    public void Normalized_AnyDirection_HasAboutLengthOne()
    {
        Fixed off = Fixed.Abs(new FixedVector(-100, 7, 31).Normalized().Length - Fixed.One);
        Assert.That(off, Is.LessThan(Fixed.FromRaw(4)));
        FixedVector small = new(Fixed.FromRaw(3), Fixed.FromRaw(-4), 0);
        Assert.That((small.Normalized() - new FixedVector(Fixed.Ratio(3, 5), -Fixed.Ratio(4, 5), 0)).Length,
            Is.LessThan(Fixed.FromRaw(4)));
        Assert.That(FixedVector.Zero.Normalized(), Is.EqualTo(FixedVector.Zero));
    }

    [Test]
    public void Cross_OfAxes_IsTheThirdAxis()
    {
        FixedVector x = new(1, 0, 0);
        FixedVector y = new(0, 1, 0);
        Assert.That(FixedVector.Cross(x, y), Is.EqualTo(new FixedVector(0, 0, 1)));
        Assert.That(FixedVector.Dot(x, y), Is.EqualTo(Fixed.Zero));
    }

    [Test]
    public void Floor_BelowZero_IsTheCellBelow()
    {
        FixedVector place = new(-Fixed.Step, Fixed.Half, 3);
        Assert.That(place.Floor(), Is.EqualTo(new IntVector(-1, 0, 3)));
        Assert.That(place.Floor().ToFixed(), Is.EqualTo(new FixedVector(-1, 0, 3)));
        Assert.That(new IntVector(-1, 0, 3).Middle().ToString(), Is.EqualTo("(-0.5, 0.5, 3.5)"));
    }

    [Test]
    public void Arithmetic_OnVectors_IsByComponent()
    {
        FixedVector a = new(1, 2, 3);
        FixedVector b = new(4, -2, 0);
        Assert.That(a + b - b, Is.EqualTo(a));
        Assert.That(-a * 2, Is.EqualTo(new FixedVector(-2, -4, -6)));
        Assert.That(a / 2, Is.EqualTo(new FixedVector(Fixed.Half, 1, Fixed.Ratio(3, 2))));
        Assert.That(FixedVector.Min(a, b), Is.EqualTo(new FixedVector(1, -2, 0)));
        Assert.That(FixedVector.Max(a, b), Is.EqualTo(new FixedVector(4, 2, 3)));
    }

    [Test]
    public void IntVector_Order_IsByHeightThenDepthThenWidth()
    {
        IntVector[] sorted = [new(0, 0, 0), new(1, 0, 0), new(0, 0, 1), new(-5, 1, -5)];
        Assert.That(sorted, Is.Ordered);
        Assert.That((sorted[1] + sorted[3]) * 2, Is.EqualTo(new IntVector(-8, 2, -10)));
        Assert.That(IntVector.ManhattanDistance(sorted[2], sorted[3]), Is.EqualTo(12));
        Assert.That(-sorted[1] - sorted[2], Is.EqualTo(new IntVector(-1, 0, -1)));
    }
}
