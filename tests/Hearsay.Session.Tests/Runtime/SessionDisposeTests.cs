using Hearsay.Gossip;

namespace Hearsay.Session.Tests;

/// <summary>A session may be disposed anywhere and at any time: it ends, and nothing is left of it.</summary>
[CancelAfter(60_000)]
public sealed class SessionDisposeTests
{
    public enum Place
    {
        ActionFinal,
        RoundDecided,
        MemberBranched,
        Reading,
        TicketContinuation,
    }

    [Test]
    public async Task Dispose_InsideANotice_EndsTheSessionAfterIt(
        [Values] Place place, [Values] bool isAsync, CancellationToken cancel)
    {
        using WatchedSession watched = new(members: place == Place.MemberBranched ? 2 : 1);
        Session session = watched.Session;
        TaskCompletionSource disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ActionTicket? ticket = null;
        Subscribe(session, place, Dispose);
        session.Start();
        ticket = session.Submit([1]);
        switch (place)
        {
            case Place.MemberBranched:
                watched.DeliverBranch();
                break;
            case Place.Reading:
                _ = session.ReadAsync((Notebook _) =>
                {
                    Dispose();
                    return 0;
                });
                break;
            case Place.TicketContinuation:
                _ = ticket.Final.ContinueWith(
                    _ => Dispose(), cancel, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
                break;
        }

        await disposed.Task.WaitAsync(cancel);

        await watched.ShouldEndAsync(failed: false, cancel);
        await ticket.Final.WaitAsync(cancel);
        Assert.That(session.Suppressed, Is.Empty);

        void Dispose()
        {
            if (isAsync)
            {
                session.DisposeAsync().AsTask().Wait(cancel);
            }
            else
            {
                session.Dispose();
            }

            disposed.TrySetResult();
        }
    }

    [Test]
    public async Task Dispose_InsideANotice_ActionsOfThatRoundAreToldAllTheSame(CancellationToken cancel)
    {
        using WatchedSession watched = new();
        int told = 0;
        watched.Session.ActionFinal += _ =>
        {
            told++;
            watched.Session.Dispose();
        };

        // While one thread reads, no other runs the peer: all go into one event, and so into one round.
        watched.Session.Start();
        ActionTicket[] tickets = watched.Session.Read((Notebook _) => Enumerable.Range(0, 5)
            .Select(i => watched.Session.Submit([(byte)i])).ToArray());
        ActionResult[] results = await Task.WhenAll(tickets.Select(t => t.Final)).WaitAsync(cancel);

        await watched.ShouldEndAsync(failed: false, cancel);
        Assert.That(results.Count(r => r.IsApplied), Is.EqualTo(told));
        Assert.That(told, Is.EqualTo(5));
        Assert.That(results.Select(r => r.Number), Is.EqualTo(new long[] { 1, 2, 3, 4, 5 }));
    }

    [Test]
    public async Task Dispose_FromManyThreadsAtOnce_AllReturnAfterTheEnd(CancellationToken cancel)
    {
        const int Threads = 8;
        using WatchedSession watched = new();
        watched.Session.Start();
        int early = 0;
        using Barrier start = new(Threads);
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(i => new Thread(() =>
        {
            start.SignalAndWait(cancel);
            if (i % 2 == 0)
            {
                watched.Session.Dispose();
            }
            else
            {
                watched.Session.DisposeAsync().AsTask().Wait(cancel);
            }

            Interlocked.Add(ref early, watched.Link.Closings == 1 ? 0 : 1);
        }))];
        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());

        Assert.That(early, Is.Zero);
        await watched.ShouldEndAsync(failed: false, cancel);
    }

    [Test]
    public async Task Dispose_BeforeStart_FreesEverythingAndStartsNothing(CancellationToken cancel)
    {
        using WatchedSession watched = new();
        watched.Session.Dispose();

        await watched.ShouldEndAsync(failed: false, cancel);
        Assert.That(watched.Session.Start, Throws.InvalidOperationException);
        Assert.That(watched.Link.Sent, Is.Zero);
    }

    [Test]
    public async Task Dispose_InsideAReadingBeforeStart_Ends(CancellationToken cancel)
    {
        using WatchedSession watched = new();
        Task<int> reading = watched.Session.ReadAsync((Notebook _) =>
        {
            watched.Session.Dispose();
            return 3;
        });

        Assert.That(await reading.WaitAsync(cancel), Is.EqualTo(3));
        await watched.ShouldEndAsync(failed: false, cancel);
    }

    [Test]
    public async Task StartAndDispose_AtOnce_EndsWhicheverIsFirst(CancellationToken cancel)
    {
        for (int round = 0; round < 50; round++)
        {
            using WatchedSession watched = new();
            using Barrier start = new(2);
            Thread disposer = new(() =>
            {
                start.SignalAndWait(cancel);
                watched.Session.Dispose();
            });
            disposer.Start();
            start.SignalAndWait(cancel);
            try
            {
                watched.Session.Start();
            }
            catch (InvalidOperationException)
            {
                // The other thread was first.
            }

            disposer.Join();
            await watched.ShouldEndAsync(failed: false, cancel);
        }
    }

    [Test]
    public async Task Dispose_WhileManyThreadsSubmitAndRead_EveryTicketAndReadingEnds(CancellationToken cancel)
    {
        const int Threads = 4;
        using WatchedSession watched = new();
        Session session = watched.Session;
        session.Start();
        List<Task>[] pending = [.. Enumerable.Range(0, Threads).Select(_ => new List<Task>())];
        using CountdownEvent busy = new(Threads);
        Thread[] threads = [.. pending.Select(own => new Thread(() =>
        {
            SubmitOutcome outcome = SubmitOutcome.Accepted;
            while (outcome != SubmitOutcome.NotReady && !cancel.IsCancellationRequested)
            {
                ActionTicket ticket = session.Submit([1]);
                outcome = ticket.Outcome;
                own.Add(ticket.Final);
                own.Add(session.ReadAsync((Notebook _) => 0).ContinueWith(_ => { }, TaskScheduler.Default));
                if (own.Count == 100)
                {
                    busy.Signal();
                }
            }
        }))];
        Array.ForEach(threads, t => t.Start());
        busy.Wait(cancel);

        session.Dispose();

        Array.ForEach(threads, t => t.Join());
        await Task.WhenAll(pending.SelectMany(own => own)).WaitAsync(cancel);
        await watched.ShouldEndAsync(failed: false, cancel);
    }

    [Test]
    public async Task Dispose_LinkThrowsOnClosing_EndsAndKeepsTheException(CancellationToken cancel)
    {
        IOException fault = new("cannot be closed");
        using WatchedSession watched = new(new FaultyLink { CloseFails = fault });
        watched.Session.Start();
        watched.Session.Dispose();

        await watched.ShouldEndAsync(failed: false, cancel);
        Assert.That(watched.Session.Suppressed, Is.EqualTo(new[] { fault }));
    }

    [Test]
    public async Task Dispose_LinkKeepsItsReceivers_EndsWithoutThemAndSaysSo(CancellationToken cancel)
    {
        using WatchedSession watched = new(new FaultyLink { KeepsReceivers = true });
        watched.Session.Start();
        watched.Link.IsReceiving.Wait(cancel);

        await watched.Session.DisposeAsync().AsTask().WaitAsync(cancel);

        Assert.That(watched.Session.Suppressed, Has.Some.Message.Contains("did not end within 3 s"));
        watched.Link.Release();
        await watched.ShouldEndAsync(failed: false, cancel);
    }

    [Test]
    public async Task Read_BeforeStart_AnswersWithoutRunningThePeer(CancellationToken cancel)
    {
        using WatchedSession watched = new(members: 2);

        Assert.That(await watched.Session.ReadAsync((Notebook state) => state.Notes.Count).WaitAsync(cancel), Is.Zero);
        Assert.That(watched.Session.Statistics().GraphEvents, Is.Zero);
        Assert.That(watched.Link.Sent, Is.Zero);
        watched.Session.Dispose();
        await watched.ShouldEndAsync(failed: false, cancel);
    }

    private static void Subscribe(Session session, Place place, Action deed)
    {
        switch (place)
        {
            case Place.ActionFinal:
                session.ActionFinal += _ => deed();
                break;
            case Place.RoundDecided:
                session.RoundDecided += _ => deed();
                break;
            case Place.MemberBranched:
                session.MemberBranched += _ => deed();
                break;
        }
    }
}
