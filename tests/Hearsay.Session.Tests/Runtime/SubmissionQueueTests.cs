using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Session.Tests;

public sealed class SubmissionQueueTests
{
    [Test]
    [CancelAfter(120_000)]
    public void MoveTo_WhileManyThreadsSubmit_NoPlaceIsLost(CancellationToken cancel)
    {
        const int Threads = 8;
        const int PerThread = 10_000;
        using Founders founders = new(1, new Constitution { ActionsPerSecond = 1_000_000, ActionBurst = 1_000_000 });
        using P256Signer signer = new(founders.Keys[0]);
        SubmissionQueue queue = new(firstNumber: 1);
        SessionClock clock = new(TimeProvider.System);
        PeerSetup setup = new()
        {
            Epoch = Epoch.First(founders.Genesis),
            Constitution = founders.Genesis.Constitution,
            Self = new MemberIndex(0),
            Signer = signer,
            Gossip = new GossipOptions { MinimumIntervalMs = 0 },
        };
        SessionOutput output = new(new SilentLink(), clock, queue, new SessionLife());
        Peer peer = new(setup, new Notebook(keepsNotes: false), output, clock.Now());
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(_ => new Thread(() =>
        {
            for (int i = 0; i < PerThread && !cancel.IsCancellationRequested;)
            {
                if (queue.TryAdd([1], default, null, out long _) == SubmitOutcome.Accepted)
                {
                    i++;
                }
                else
                {
                    Thread.Yield();
                }
            }
        }))];
        Array.ForEach(threads, t => t.Start());
        while (output.Tally.OwnFinal < Threads * PerThread)
        {
            cancel.ThrowIfCancellationRequested();
            Micros now = clock.Now();
            queue.MoveTo(peer, now);
            peer.Tick(now);
        }

        Array.ForEach(threads, t => t.Join());
        int places = 0;
        while (queue.TryAdd([1], default, null, out long number) == SubmitOutcome.Accepted)
        {
            places++;
            Assert.That(number, Is.EqualTo((Threads * PerThread) + places), "numbers have no gap");
        }

        Assert.That(places, Is.EqualTo(Limits.QueuedSubmissionsMax));
    }
}
