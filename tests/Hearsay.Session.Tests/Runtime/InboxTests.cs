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
}
