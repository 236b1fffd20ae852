namespace Hearsay.Ecs.Tests;

public sealed class BinaryAngleTests
{
    [Test]
    public void SinAndCos_EveryAngle_AreWithinAStepOfTheTruth()
    {
        for (int units = 0; units < 65_536; units++)
        {
            BinaryAngle angle = new((ushort)units);
            double radians = units * Math.Tau / 65_536;
            double sine = Math.Abs(angle.Sin().Raw - (Math.Sin(radians) * 65_536));
            double cosine = Math.Abs(angle.Cos().Raw - (Math.Cos(radians) * 65_536));
            if (sine > 0.55 || cosine > 0.55)
            {
                Assert.Fail($"at {units}: off by {sine} and {cosine} steps");
            }
        }
    }

    [Test]
    public void Sin_QuarterTurns_IsExact()
    {
        Assert.That(BinaryAngle.Zero.Sin(), Is.EqualTo(Fixed.Zero));
        Assert.That(BinaryAngle.QuarterTurn.Sin(), Is.EqualTo(Fixed.One));
        Assert.That(BinaryAngle.HalfTurn.Sin(), Is.EqualTo(Fixed.Zero));
        Assert.That((BinaryAngle.HalfTurn + BinaryAngle.QuarterTurn).Sin(), Is.EqualTo(-Fixed.One));
        Assert.That(BinaryAngle.FromDegrees(-60).Cos().Raw, Is.EqualTo(Fixed.Half.Raw).Within(2));
    }

    [Test]
    public void Towards_EveryAngle_FindsItFromItsDirection()
    {
        for (int units = 0; units < 65_536; units += 7)
        {
            BinaryAngle angle = new((ushort)units);
            BinaryAngle found = BinaryAngle.Towards(angle.Cos() * 1_000, angle.Sin() * 1_000);
            int off = Math.Abs((int)(found - angle).SignedUnits);
            if (off > 1)
            {
                Assert.Fail($"{units} was found as {found.Units}");
            }
        }
    }

    [Test]
    public void Towards_ExtremeLengths_StillFindsTheAngle()
    {
        Assert.That(BinaryAngle.Towards(0, 0), Is.EqualTo(BinaryAngle.Zero));
        Assert.That(BinaryAngle.Towards(Fixed.MaxValue, Fixed.MaxValue).Units, Is.EqualTo(8_192).Within(1));
        Assert.That(BinaryAngle.Towards(0, -Fixed.Step), Is.EqualTo(-BinaryAngle.QuarterTurn));
        Assert.That(BinaryAngle.Towards(-Fixed.Step, 0), Is.EqualTo(BinaryAngle.HalfTurn));
    }

    [Test]
    public void Arithmetic_AroundTheTurn_Wraps()
    {
        BinaryAngle angle = BinaryAngle.FromDegrees(350) + BinaryAngle.FromDegrees(20);
        Assert.That(angle.Units, Is.EqualTo(BinaryAngle.FromDegrees(10).Units).Within(1));
        Assert.That((-BinaryAngle.QuarterTurn).SignedUnits, Is.EqualTo(-16_384));
    }
}
