using Hearsay.Hashgraph;

namespace Hearsay.Transport.Tests;

public sealed class ImpairmentTests
{
    [TestCase("delay=40ms,jitter=10ms,loss=1%", 40_000, 10_000, 10_000)]
    [TestCase("loss=0.5%, delay=1.5ms", 1_500, 0, 5_000)]
    [TestCase("delay=2s", 2_000_000, 0, 0)]
    [TestCase("jitter=250us", 0, 250, 0)]
    [TestCase("loss=100%", 0, 0, 1_000_000)]
    [TestCase("delay=10s,loss=0%", 10_000_000, 0, 0)]
    public void TryParse_Legal_ReadsIt(string text, long delayMicros, long jitterMicros, int lossPerMillion)
    {
        Assert.That(Impairment.TryParse(text, out Impairment impairment, out string problem), Is.True, problem);
        Assert.That(
            impairment,
            Is.EqualTo(new Impairment(new Micros(delayMicros), new Micros(jitterMicros), lossPerMillion)));
        Assert.That(problem, Is.Empty);
    }

    [TestCase("", "name=value")]
    [TestCase("delay", "'delay'")]
    [TestCase("delay=40", "delay=40ms")]
    [TestCase("delay=-1ms", "0 to 10 s")]
    [TestCase("delay=11s", "0 to 10 s")]
    [TestCase("delay=1e3ms", "0 to 10 s")]
    [TestCase("delay=ms", "0 to 10 s")]
    [TestCase("loss=1", "loss=1%")]
    [TestCase("loss=101%", "0% to 100%")]
    [TestCase("speed=1ms", "'speed'")]
    [TestCase("loss=1%,loss=2%", "twice")]
    [TestCase("loss=1%,", "name=value")]
    public void TryParse_Illegal_NamesTheWrongPart(string text, string problemPart)
    {
        Assert.That(Impairment.TryParse(text, out _, out string problem), Is.False);
        Assert.That(problem, Does.Contain(problemPart));
    }

    [Test]
    public void ToString_IsReadBackAsTheSame()
    {
        Impairment impairment = new(new Micros(1_234), new Micros(500), 12_345);

        Assert.That(Impairment.TryParse(impairment.ToString(), out Impairment read, out _), Is.True);
        Assert.That(read, Is.EqualTo(impairment));
    }
}
