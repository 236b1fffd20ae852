namespace Hearsay.Simulation.Tests;

public sealed class HeadStartCurveTests
{
    private const int Many = 1_000_000;

    [Test]
    public void HeadStartFor_RisingCurve_InterpolatesBetweenThePoints()
    {
        HeadStartCurve curve = CurveOf((0, 0.5), (10, 0.6), (20, 0.9), (40, 1.0));

        Assert.That(curve.HeadStartFor(0.95), Is.EqualTo(30).Within(0.01));
        Assert.That(curve.HeadStartFor(0.6), Is.EqualTo(10).Within(0.01));
    }

    [Test]
    public void HeadStartFor_CurveThatDipsAgain_CountsFromTheLastCrossing()
    {
        HeadStartCurve curve = CurveOf((0, 0.5), (10, 0.96), (20, 0.9), (30, 1.0));

        Assert.That(curve.HeadStartFor(0.95), Is.EqualTo(25).Within(0.01));
    }

    [Test]
    public void HeadStartFor_NeverReached_IsNull()
    {
        Assert.That(CurveOf((0, 0.5), (300, 0.94)).HeadStartFor(0.95), Is.Null);
        Assert.That(CurveOf().HeadStartFor(0.95), Is.Null);
    }

    [Test]
    public void HeadStartFor_ReachedFromTheFirst_IsTheFirst()
    {
        Assert.That(CurveOf((0, 0.97), (10, 1)).HeadStartFor(0.95), Is.Zero);
    }

    [Test]
    public void IntervalFor_FewContests_IsWiderAndHoldsTheValue()
    {
        HeadStartCurve few = new([(0, new Share(50, 100)), (50, new Share(90, 100)), (100, new Share(99, 100)),
            (200, new Share(100, 100))]);

        (double? low, double? high) = few.IntervalFor(0.95);

        Assert.That(few.HeadStartFor(0.95), Is.GreaterThan(low!.Value).And.LessThan(high!.Value));
        Assert.That(high - low, Is.GreaterThan(10));
    }

    private static HeadStartCurve CurveOf(params (double HeadStartMs, double Share)[] points) =>
        new([.. points.Select(point => (point.HeadStartMs, new Share(point.Share * Many, Many)))]);
}
