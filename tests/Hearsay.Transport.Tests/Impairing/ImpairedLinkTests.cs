using System.Diagnostics;
using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Transport.Tests;

public sealed class ImpairedLinkTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private MemoryLink _inner = new();

    [SetUp]
    public void SetUp() => _inner = new MemoryLink();

    [TearDown]
    public void TearDown()
    {
        _inner.Sent.Dispose();
        _inner.Dispose();
    }

    [Test]
    public void TrySend_WithDelay_LeavesNoEarlierThanThat()
    {
        using ImpairedLink link = new(_inner, new Impairment(new Micros(30_000), default, 0), seed: 1);
        long before = Stopwatch.GetTimestamp();

        Assert.That(link.TrySend(new MemberIndex(2), [7]), Is.True);

        Assert.That(_inner.Sent.TryTake(out (MemberIndex To, byte[] Datagram, long At) sent, Patience), Is.True);
        Assert.That(sent.To, Is.EqualTo(new MemberIndex(2)));
        Assert.That(sent.Datagram, Is.EqualTo(new byte[] { 7 }));
        Assert.That(
            Stopwatch.GetElapsedTime(before, sent.At), Is.GreaterThanOrEqualTo(TimeSpan.FromMilliseconds(29.4)));
    }

    [Test]
    public void TrySend_WithEqualDelays_KeepsTheOrder()
    {
        using ImpairedLink link = new(_inner, new Impairment(new Micros(2_000), default, 0), seed: 1);
        for (byte value = 0; value < 100; value++)
        {
            link.TrySend(default, [value]);
        }

        for (byte value = 0; value < 100; value++)
        {
            Assert.That(_inner.Sent.TryTake(out (MemberIndex To, byte[] Datagram, long At) sent, Patience), Is.True);
            Assert.That(sent.Datagram[0], Is.EqualTo(value));
        }
    }

    [Test]
    public void TrySend_WithLossOnly_LosesSomeAndSendsTheRestAtOnce()
    {
        using ImpairedLink link = new(_inner, new Impairment(default, default, 500_000), seed: 3);
        for (int time = 0; time < 1_000; time++)
        {
            Assert.That(link.TrySend(default, [1]), Is.True);
        }

        Assert.That(link.Lost, Is.InRange(400, 600));
        Assert.That(_inner.Sent, Has.Count.EqualTo(1_000 - link.Lost));
    }

    [Test]
    public void TrySend_MoreThanTheLimitOnTheirWay_IsRefusedAndCounted()
    {
        using ImpairedLink link = new(_inner, new Impairment(new Micros(10_000_000), default, 0), seed: 1);
        for (int time = 0; time < Limits.DelayedDatagramsMax; time++)
        {
            Assert.That(link.TrySend(default, [1]), Is.True);
        }

        Assert.That(link.TrySend(default, [1]), Is.False);
        Assert.That(link.Overflowed, Is.EqualTo(1));
    }

    [Test]
    public void Dispose_WithDatagramsOnTheirWay_ReturnsAndClosesTheInnerLink()
    {
        ImpairedLink link = new(_inner, new Impairment(new Micros(10_000_000), default, 0), seed: 1);
        link.TrySend(default, [1]);

        link.Dispose();

        Assert.That(_inner.IsDisposed, Is.True);
        Assert.That(_inner.Sent, Is.Empty);
        Assert.That(link.TrySend(default, [1]), Is.False);
    }

    [Test]
    [CancelAfter(60_000)]
    public void TrySend_InnerLinkThrowsLater_WhoeverReceivesOrSendsIsTold()
    {
        BrokenLink inner = new();
        using ImpairedLink link = new(inner, new Impairment(new Micros(1_000), default, 0), seed: 1);
        Assert.That(link.TrySend(default, [1]), Is.True);

        Assert.That(
            () => link.Receive(new DatagramBatch(1)),
            Throws.TypeOf<LinkBrokenException>().With.Message.EqualTo(
                "Sending what was held back failed: the cable is cut"));
        Assert.That(() => link.TrySend(default, [1]), Throws.TypeOf<LinkBrokenException>());
        link.Dispose();
        Assert.That(link.TrySend(default, [1]), Is.False);
        Assert.That(link.Receive(new DatagramBatch(1)), Is.Zero);
    }

    /// <summary>Throws on sending and on closing; closing releases its receivers all the same.</summary>
    private sealed class BrokenLink : ILink
    {
        private readonly ManualResetEventSlim _closed = new();

        public int Receive(DatagramBatch batch)
        {
            _closed.Wait(TestContext.CurrentContext.CancellationToken);
            return 0;
        }

        public bool TrySend(MemberIndex to, ReadOnlySpan<byte> datagram) => throw new IOException("the cable is cut");

        public void Dispose()
        {
            if (!_closed.IsSet)
            {
                _closed.Set();
                throw new IOException("the cable cannot be put away");
            }
        }
    }
}
