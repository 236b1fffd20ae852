using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

public sealed class DelayMeterTests
{
    [Test]
    public void OneWay_TwoClocksApart_IsHalfTheRoundTrip()
    {
        DelayMeter here = new();
        DelayMeter there = new();
        const long ClockAhead = 3_600_000_000;
        Micros now = new((1L << 32) - 500_000);
        for (int i = 0; i < 40; i++)
        {
            there.Note(HeaderOf(here, now), new Micros(now.Value + 30_000 + ClockAhead));
            now += new Micros(30_000 + 7_000);
            DatagramHeader answer = HeaderOf(there, new Micros(now.Value + ClockAhead));
            now += new Micros(50_000);
            here.Note(answer, now);
        }

        Assert.That(here.OneWay.Value, Is.EqualTo(40_000).Within(DatagramHeader.HeldUnitMicros));
    }

    [Test]
    public void EchoAt_NothingReceivedOrTooLongAgo_IsNone()
    {
        DelayMeter meter = new();

        Assert.That(meter.EchoAt(new Micros(5)).Held, Is.EqualTo(DatagramHeader.NoEcho));

        meter.Note(new DatagramHeader { SentAt = 7, Held = DatagramHeader.NoEcho }, new Micros(0));

        Assert.That(meter.EchoAt(new Micros(640)), Is.EqualTo((7u, (ushort)10)));
        Assert.That(meter.EchoAt(new Micros(60_000_000)).Held, Is.EqualTo(DatagramHeader.NoEcho));
        Assert.That(meter.OneWay.Value, Is.Zero);
    }

    [Test]
    public void Note_EchoFromTheFuture_IsNoMeasurement()
    {
        DelayMeter meter = new();
        meter.Note(new DatagramHeader { Echo = 2_000, Held = 0 }, new Micros(1_000));

        Assert.That(meter.OneWay.Value, Is.Zero);
    }

    private static DatagramHeader HeaderOf(DelayMeter meter, Micros now)
    {
        (uint echo, ushort held) = meter.EchoAt(now);
        return new DatagramHeader { SentAt = (uint)now.Value, Echo = echo, Held = held };
    }
}
