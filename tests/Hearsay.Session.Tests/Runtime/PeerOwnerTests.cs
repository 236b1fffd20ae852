using Hearsay.Hashgraph;

namespace Hearsay.Session.Tests;

public sealed class PeerOwnerTests
{
    [Test]
    [CancelAfter(60_000)]
    public async Task Run_ManyThreadsBringWork_OneAtATimeAndNothingStaysBehind(CancellationToken cancel)
    {
        const int Threads = 6;
        const int PerThread = 2_000;
        using Founders founders = new(1);
        using P256Signer signer = new(founders.Keys[0]);
        SessionLife life = new();
        PeerOwner owner = OwnerOf(founders, signer, life);
        life.TryStart();
        int inside = 0;
        int overlaps = 0;
        List<Task<int>>[] answers = [.. Enumerable.Range(0, Threads).Select(_ => new List<Task<int>>())];
        Thread[] threads = [.. answers.Select(own => new Thread(() =>
        {
            while (own.Count < PerThread)
            {
                StateReading<Notebook, int> reading = new(_ =>
                {
                    overlaps += Interlocked.Increment(ref inside) - 1;
                    return Interlocked.Decrement(ref inside);
                });
                if (owner.TryAdd(reading))
                {
                    own.Add(reading.Result);
                }

                owner.Run(); // nobody else does: what a thread leaves behind stays behind
            }
        }))];
        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());

        await Task.WhenAll(answers.SelectMany(a => a)).WaitAsync(cancel);
        Assert.That(overlaps, Is.Zero);
        Assert.That(life.Failure, Is.Null);
    }

    private static PeerOwner OwnerOf(Founders founders, P256Signer signer, SessionLife life)
    {
        SessionClock clock = new(TimeProvider.System);
        SubmissionQueue submissions = new(firstNumber: 1);
        Notebook state = new();
        PeerSetup setup = new()
        {
            Epoch = Epoch.First(founders.Genesis),
            Constitution = founders.Genesis.Constitution,
            Self = new MemberIndex(0),
            Signer = signer,
        };
        SessionOutput output = new(new SilentLink(), clock, submissions, life);
        return new PeerOwner(new Peer(setup, state, output, clock.Now()), state, clock, submissions, life);
    }
}
