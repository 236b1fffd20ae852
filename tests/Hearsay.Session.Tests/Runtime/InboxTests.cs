using Hearsay.Gossip;

namespace Hearsay.Session.Tests;

public sealed class InboxTests
{
    [Test]
    public void TryRent_MoreThanTheBound_IsRefusedUntilOneComesBack()
    {
        Inbox inbox = new();
        List<ScreenedDatagram> rented = [];
        while (inbox.TryRent(out ScreenedDatagram datagram))
        {
            rented.Add(datagram);
        }

        Assert.That(rented, Has.Count.EqualTo(Limits.InboxDatagramsMax));
        rented.ForEach(inbox.Add);
        Assert.That(inbox.Count, Is.EqualTo(rented.Count));
        Assert.That(inbox.TryTake(out ScreenedDatagram first), Is.True);
        Assert.That(first, Is.SameAs(rented[0]));
        Assert.That(inbox.MostQueued, Is.EqualTo(rented.Count));
        inbox.Return(first);
        Assert.That(inbox.TryRent(out _), Is.True);
        Assert.That(inbox.TryRent(out _), Is.False);
    }

    [Test]
    [CancelAfter(120_000)]
    public void Return_ManyThreadsRentAndReturn_NoDatagramIsLost(CancellationToken cancel)
    {
        // More threads than cores: what goes wrong needs a thread that loses its core in the middle of a rent.
        const int Threads = 8;
        const int PerThread = 100_000;
        Inbox inbox = new();
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(_ => new Thread(() =>
        {
            for (int i = 0; i < PerThread && !cancel.IsCancellationRequested; i++)
            {
                if (inbox.TryRent(out ScreenedDatagram datagram))
                {
                    inbox.Return(datagram);
                }
            }
        }))];
        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());

        HashSet<ScreenedDatagram> rented = new(ReferenceEqualityComparer.Instance);
        while (inbox.TryRent(out ScreenedDatagram datagram))
        {
            Assert.That(rented.Add(datagram), Is.True, "nobody else has it");
        }

        cancel.ThrowIfCancellationRequested();
        Assert.That(rented, Has.Count.EqualTo(Limits.InboxDatagramsMax));
    }
}
