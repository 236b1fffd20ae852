using System.Diagnostics.Metrics;
using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Session.Tests;

/// <summary>The runtime around one peer: a session of one member decides alone, so no network is needed.</summary>
[CancelAfter(60_000)]
public sealed class SessionTests
{
    [Test]
    public async Task Submit_Await_GivesTheVerdict(CancellationToken cancel)
    {
        using Founders founders = new(1);
        await using Session session = BuilderOf(founders).Start();

        ActionTicket good = session.Submit([1]);
        ActionTicket bad = session.Submit([Notebook.RejectedMark]);
        ActionResult goodResult = await good.Final.WaitAsync(cancel);
        ActionResult badResult = await bad.Final.WaitAsync(cancel);

        Assert.That(goodResult.IsApplied, Is.True);
        Assert.That((goodResult.Number, badResult.Number), Is.EqualTo((1L, 2L)));
        Assert.That(badResult.Verdict, Is.EqualTo(ActionVerdict.Rejected));
        Assert.That(badResult.Reason, Is.EqualTo(Notebook.RejectedReason));
        Assert.That(good.Outcome, Is.EqualTo(SubmitOutcome.Accepted));
        Assert.That(session.Read((Notebook state) => state.Notes.Count), Is.EqualTo(2));
    }

    [Test]
    public async Task TrySubmit_FromManyThreads_NumbersHaveNoGapAndEachIsFinalOnce(CancellationToken cancel)
    {
        const int Threads = 4;
        const int PerThread = 500;
        using Founders founders = new(1, new Constitution { ActionsPerSecond = 1_000_000, ActionBurst = 1_000_000 });
        await using Session session = BuilderOf(founders).Build();
        List<FinalAction> final = [];
        TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        session.ActionFinal += action =>
        {
            final.Add(action);
            if (final.Count == Threads * PerThread)
            {
                all.SetResult();
            }
        };
        session.Start();
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(_ => new Thread(() =>
        {
            for (int i = 0; i < PerThread; i++)
            {
                while (session.TrySubmit([7], out long _) == SubmitOutcome.QueueFull)
                {
                    Thread.Yield();
                }
            }
        }))];
        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());
        await all.Task.WaitAsync(cancel);

        Assert.That(final.Select(f => f.Number), Is.EqualTo(Enumerable.Range(1, Threads * PerThread)));
        SessionStatistics statistics = session.Statistics();
        Assert.That(statistics.ActionsSubmitted, Is.EqualTo(Threads * PerThread));
        Assert.That(statistics.OwnActionsFinal, Is.EqualTo(Threads * PerThread));
        Assert.That(statistics.Finality.Count, Is.EqualTo(Threads * PerThread));
    }

    [Test]
    public async Task TrySubmit_OnceThePoolIsFull_AllocatesNothing(CancellationToken cancel)
    {
        using Founders founders = new(1, new Constitution { ActionsPerSecond = 1_000_000, ActionBurst = 1_000_000 });
        await using Session session = BuilderOf(founders).Start();
        byte[] action = new byte[16];
        List<ActionTicket> tickets = [.. Enumerable.Range(0, 200).Select(_ => session.Submit(action))];
        await Task.WhenAll(tickets.Select(t => t.Final)).WaitAsync(cancel);

        // The thread that submits may find the peer free and run it, with the signature that this takes; what a
        // submission itself allocates would show in every batch.
        long least = long.MaxValue;
        for (int batch = 0; batch < 20; batch++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 10; i++)
            {
                session.TrySubmit(action, out _);
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.That(least, Is.Zero);
    }

    [Test]
    public void Submit_IllegalAction_IsRefusedAtOnce()
    {
        using Founders founders = new(1);
        using Session session = BuilderOf(founders).Start();

        Assert.That(session.Submit([]).Outcome, Is.EqualTo(SubmitOutcome.Empty));
        Assert.That(session.Submit(new byte[513]).Outcome, Is.EqualTo(SubmitOutcome.TooLong));
        Assert.That(session.Submit([]).Final.Result.Verdict, Is.EqualTo(ActionVerdict.Refused));
        Assert.That(session.TrySubmit([], out long number), Is.EqualTo(SubmitOutcome.Empty));
        Assert.That(number, Is.Zero);
    }

    [Test]
    public void TrySubmit_NothingIsDecided_IsFullAtABoundAndTicketsEndWithTheSession()
    {
        using Founders founders = new(3); // the other two never answer
        Session session = BuilderOf(founders).Start();
        ActionTicket ticket = session.Submit([1]);
        SubmitOutcome outcome = SubmitOutcome.Accepted;
        int accepted = 0;
        while (outcome == SubmitOutcome.Accepted)
        {
            outcome = session.TrySubmit(new byte[100], out _);
            accepted++;
        }

        Assert.That(outcome, Is.EqualTo(SubmitOutcome.QueueFull));
        Assert.That(accepted, Is.LessThanOrEqualTo(Limits.PendingActionsMax + Limits.QueuedSubmissionsMax + 1));
        Assert.That(ticket.Final.IsCompleted, Is.False);

        session.Dispose();

        Assert.That(ticket.Final.Result.Verdict, Is.EqualTo(ActionVerdict.Unknown));
        Assert.That(session.Submit([1]).Outcome, Is.EqualTo(SubmitOutcome.NotReady));
    }

    [Test]
    public void Dispose_ClosesTheLinkOnceAndTheStateStaysReadable()
    {
        using Founders founders = new(1);
        SilentLink link = new();
        Session session = (BuilderOf(founders) with { Link = link }).Start();
        session.Submit([1]).Final.Wait();
        session.Dispose();
        session.Dispose();

        Assert.That(link.IsClosed, Is.True);
        Assert.That(session.Read((Notebook state) => state.Notes.Count), Is.EqualTo(1));
        Assert.That(session.Failure, Is.Null);
        Assert.That(session.Start, Throws.InvalidOperationException);
    }

    [Test]
    public void Dispose_BeforeStart_IsClean()
    {
        using Founders founders = new(1);
        SilentLink link = new();
        (BuilderOf(founders) with { Link = link }).Build().Dispose();

        Assert.That(link.IsClosed, Is.True);
    }

    [Test]
    public async Task Failed_StateMachineThrows_SessionStopsAndSaysSoOnce(CancellationToken cancel)
    {
        using Founders founders = new(1);
        await using Session session = (BuilderOf(founders) with { State = new BrokenState() }).Build();
        List<SessionFailure> failures = [];
        TaskCompletionSource failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        session.Failed += failure =>
        {
            failures.Add(failure);
            failed.TrySetResult();
        };
        session.Start();
        ActionResult result = await session.Submit([1]).Final.WaitAsync(cancel);
        await failed.Task.WaitAsync(cancel);

        Assert.That(result.Verdict, Is.EqualTo(ActionVerdict.Unknown));
        Assert.That(session.Submit([1]).Outcome, Is.EqualTo(SubmitOutcome.NotReady));
        Assert.That(
            () => session.Read((BrokenState state) => state),
            Throws.InvalidOperationException.With.Message.EqualTo("The session stopped: out of order"));
        Assert.That(failures.Single().Cause, Is.TypeOf<NotSupportedException>());
        Assert.That(session.Failure, Is.SameAs(failures[0]));
    }

    [Test]
    public async Task ReadAsync_ReaderThrows_IsTheReadersAlone(CancellationToken cancel)
    {
        using Founders founders = new(1);
        await using Session session = BuilderOf(founders).Start();

        Assert.That(
            async () => await session.ReadAsync<Notebook, int>(_ => throw new FormatException()),
            Throws.TypeOf<FormatException>());
        Assert.That((await session.Submit([1]).Final.WaitAsync(cancel)).IsApplied, Is.True);
    }

    [Test]
    public async Task Read_InsideANotice_AnswersAtOnce(CancellationToken cancel)
    {
        using Founders founders = new(1);
        await using Session session = BuilderOf(founders).Build();
        TaskCompletionSource<int> notes = new(TaskCreationOptions.RunContinuationsAsynchronously);
        session.ActionFinal += _ => notes.SetResult(session.Read((Notebook state) => state.Notes.Count));
        session.Start();
        _ = session.Submit([1]);

        Assert.That(await notes.Task.WaitAsync(cancel), Is.EqualTo(1));
    }

    [Test]
    public async Task RoundDecided_DigestsAsync_AreThoseOfTheNotice(CancellationToken cancel)
    {
        using Founders founders = new(1);
        await using Session session = BuilderOf(founders).Build();
        TaskCompletionSource<RoundDigests> first = new(TaskCreationOptions.RunContinuationsAsynchronously);
        session.RoundDecided += decided => first.TrySetResult(decided.Digests);
        session.Start();
        _ = session.Submit([1]);
        RoundDigests told = await first.Task.WaitAsync(cancel);

        Assert.That(await session.DigestsAsync(told.Round), Is.EqualTo(told));
        Assert.That(await session.DigestsAsync(new Round(1_000_000)), Is.Null);
    }

    [Test]
    public void Build_KeyOfAStranger_IsRefused()
    {
        using Founders founders = new(1);
        using PlayerKey stranger = PlayerKey.Create();

        Assert.That(
            () => (BuilderOf(founders) with { Key = stranger }).Build(),
            Throws.ArgumentException.With.Message.Contains(stranger.Public.Fingerprint));
    }

    [Test]
    public async Task Metrics_Collected_SayWhatHappened(CancellationToken cancel)
    {
        using Founders founders = new(1);
        Dictionary<string, double> values = [];
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "Hearsay.Session" && instrument.Meter.Tags!.Single().Value is "player 0")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Add(instrument, value));
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Add(instrument, value));
        listener.Start();
        await using Session session = BuilderOf(founders).Start();
        await session.Submit([1]).Final.WaitAsync(cancel);
        session.Read((Notebook _) => 0); // the action is final in the middle of its round; this waits for the end
        listener.RecordObservableInstruments();

        lock (values)
        {
            Assert.That(values, Contains.Key("hearsay.finality"));
            Assert.That(values["hearsay.actions"], Is.EqualTo(1));
            Assert.That(values["hearsay.rounds"], Is.Positive);
            Assert.That(values["hearsay.events"], Is.Positive);
            Assert.That(values["hearsay.refusals"], Is.Zero);
            Assert.That(values, Contains.Key("hearsay.queue.inbox").And.ContainKey("hearsay.graph.unordered"));
        }

        void Add(Instrument instrument, double value)
        {
            lock (values)
            {
                values[instrument.Name] = values.GetValueOrDefault(instrument.Name) + value;
            }
        }
    }

    private static SessionBuilder BuilderOf(Founders founders) => new()
    {
        Genesis = founders.Genesis,
        Key = founders.Keys[0],
        State = new Notebook(),
        Link = new SilentLink(),
        Options = new SessionOptions { ReceiveWorkers = 1 },
    };

    private sealed class BrokenState : IStateMachine
    {
        public ActionOutcome Apply(in OrderedAction action) => throw new NotSupportedException("out of order");

        public void Advance(SessionTime to)
        {
        }

        public void Save(System.Buffers.IBufferWriter<byte> destination)
        {
        }

        public void Load(in System.Buffers.ReadOnlySequence<byte> source)
        {
        }

        public StateDigest Digest() => default;
    }
}
