using Hearsay.Hashgraph;

namespace Hearsay.Session.Tests;

public sealed class SessionClockTests
{
    [Test]
    public void Now_WallClockSetBack_GoesOn()
    {
        TwoClocks time = new();
        SessionClock clock = new(time);
        Micros start = clock.Now();
        time.Wall -= TimeSpan.FromHours(1);
        time.SteadyMs += 20;
        clock.Follow();

        Assert.That(start.Value, Is.EqualTo(1_767_225_600_000_000), "2026-01-01 in microseconds");
        Assert.That(clock.Now() - start, Is.EqualTo(new Micros(20_000)));
    }

    [Test]
    public void Follow_WallClockFarAhead_JumpsForward()
    {
        TwoClocks time = new();
        SessionClock clock = new(time);
        Micros start = clock.Now();
        time.Wall += TimeSpan.FromSeconds(10);
        clock.Follow();

        Assert.That(clock.Now() - start, Is.EqualTo(new Micros(10_000_000)));
    }

    [Test]
    public void Follow_WallClockALittleAhead_StaysSteady()
    {
        TwoClocks time = new();
        SessionClock clock = new(time);
        Micros start = clock.Now();
        time.Wall += TimeSpan.FromMilliseconds(400);
        clock.Follow();

        Assert.That(clock.Now(), Is.EqualTo(start));
    }

    private sealed class TwoClocks : TimeProvider
    {
        public DateTimeOffset Wall { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public long SteadyMs { get; set; } = 5_000;

        public override long TimestampFrequency => 1_000;

        public override long GetTimestamp() => SteadyMs;

        public override DateTimeOffset GetUtcNow() => Wall;
    }
}
