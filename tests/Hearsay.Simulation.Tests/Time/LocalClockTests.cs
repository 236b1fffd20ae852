using Hearsay.Hashgraph;

namespace Hearsay.Simulation.Tests;

/// <summary>Clocks that are wrong.</summary>
public sealed class LocalClockTests
{
    [Test]
    public void WhenShows_AnyDriftAndShift_IsTheFirstMomentThatShowsIt([Values(-500, 0, 1, 500)] long driftPpm)
    {
        LocalClock clock = new();
        clock.Shift(-1_234);
        clock.Drift(1_000, driftPpm);
        for (long after = 1; after < 100_000_000; after = (after * 3) + 1)
        {
            Micros shown = clock.At(1_000 + after);
            long at = clock.WhenShows(shown);

            Assert.That(clock.At(at), Is.GreaterThanOrEqualTo(shown));
            Assert.That(clock.At(at - 1), Is.LessThan(shown));
        }
    }

    [Test]
    public void Jump_Back_HoldsTheClockInPlaceOfGoingBack()
    {
        LocalClock clock = new();
        Micros before = clock.At(5_000);

        clock.Jump(5_000, -1_000);

        Assert.That(clock.At(5_000), Is.EqualTo(before));
    }

    [Test]
    public void Jump_Ahead_ShowsLaterAtOnce()
    {
        LocalClock clock = new();

        clock.Jump(5_000, 700);

        Assert.That(clock.At(5_000).Value, Is.EqualTo(LocalClock.StartMicros + 5_700));
    }
}
