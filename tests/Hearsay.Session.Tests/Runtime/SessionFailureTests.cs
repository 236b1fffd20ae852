using System.Buffers;
using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Session.Tests;

/// <summary>Whatever throws on a session's thread ends in one notice, and nothing is left of the session.</summary>
[CancelAfter(60_000)]
public sealed class SessionFailureTests
{
    private static readonly Exception Fault = new NotSupportedException("the fault of this test");

    public enum Handler
    {
        ActionFinal,
        RoundDecided,
        MemberBranched,
    }

    public enum Call
    {
        Apply,
        Advance,
        Digest,
    }

    [Test]
    public async Task Failed_LinkThrowsOnReceive_EndsWithItsSentence(CancellationToken cancel)
    {
        using WatchedSession watched = new(new FaultyLink { ReceiveFails = Fault });
        watched.Session.Start();

        SessionFailure failure = await watched.Failed.WaitAsync(cancel);

        Assert.That(failure.Cause, Is.SameAs(Fault));
        Assert.That(failure.Message, Is.EqualTo("The session stopped: the fault of this test"));
        await watched.ShouldEndAsync(failed: true, cancel);
    }

    [Test]
    public async Task Failed_LinkThrowsOnSend_EndsSo(CancellationToken cancel)
    {
        using WatchedSession watched = new(new FaultyLink { OnSend = () => throw Fault }, members: 2);
        watched.Session.Start();
        ActionTicket ticket = watched.Session.Submit([1]);

        Assert.That((await watched.Failed.WaitAsync(cancel)).Cause, Is.SameAs(Fault));
        Assert.That((await ticket.Final.WaitAsync(cancel)).IsApplied, Is.False);
        await watched.ShouldEndAsync(failed: true, cancel);
    }

    [Test]
    public async Task Failed_ThrownWhileADatagramIsTakenIn_EndsSo(CancellationToken cancel)
    {
        using WatchedSession watched = new(new FaultyLink { TellsApartFails = Fault }, members: 2);
        watched.Session.Start();
        watched.DeliverDatagram(from: 0);

        Assert.That((await watched.Failed.WaitAsync(cancel)).Cause, Is.SameAs(Fault));
        await watched.ShouldEndAsync(failed: true, cancel);
    }

    [Test]
    public async Task Failed_LinkIsClosedBySomebodyElse_SaysSo(CancellationToken cancel)
    {
        using WatchedSession watched = new();
        watched.Session.Start();
        watched.Link.Release();

        Assert.That((await watched.Failed.WaitAsync(cancel)).Message, Does.Contain("closed while the session ran"));
        await watched.ShouldEndAsync(failed: true, cancel);
    }

    [TestCase(Handler.ActionFinal)]
    [TestCase(Handler.RoundDecided)]
    [TestCase(Handler.MemberBranched)]
    public async Task Failed_HandlerThrows_EndsSo(Handler handler, CancellationToken cancel)
    {
        using WatchedSession watched = new(members: handler == Handler.MemberBranched ? 2 : 1);
        Subscribe(watched.Session, handler, () => throw Fault);
        watched.Session.Start();
        ActionTicket ticket = watched.Session.Submit([1]);
        if (handler == Handler.MemberBranched)
        {
            watched.DeliverBranch();
        }

        Assert.That((await watched.Failed.WaitAsync(cancel)).Cause, Is.SameAs(Fault));
        await ticket.Final.WaitAsync(cancel);
        await watched.ShouldEndAsync(failed: true, cancel);
    }

    [Test]
    public async Task Failed_HandlerDisposesAndThrows_EndsSoBecauseItsRoundBrokeOff(CancellationToken cancel)
    {
        using WatchedSession watched = new();
        watched.Session.ActionFinal += _ =>
        {
            watched.Session.Dispose();
            throw Fault;
        };
        watched.Session.Start();
        ActionTicket ticket = watched.Session.Submit([1]);

        Assert.That((await watched.Failed.WaitAsync(cancel)).Cause, Is.SameAs(Fault));
        await ticket.Final.WaitAsync(cancel);
        await watched.ShouldEndAsync(failed: true, cancel);
    }

    [Test]
    public async Task Failed_LinkThrowsOnSendWhenTheSessionHasStopped_IsNoFailure(CancellationToken cancel)
    {
        TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using WatchedSession watched = new(members: 2);
        watched.Link.OnSend = () =>
        {
            watched.Session.Dispose();
            stopped.TrySetResult();
            throw new ObjectDisposedException("the link");
        };
        watched.Session.Start();
        _ = watched.Session.Submit([1]);

        await stopped.Task.WaitAsync(cancel);

        await watched.ShouldEndAsync(failed: false, cancel);
        Assert.That(watched.Session.Suppressed, Has.Some.TypeOf<ObjectDisposedException>());
    }

    [TestCase(Call.Apply)]
    [TestCase(Call.Advance)]
    [TestCase(Call.Digest)]
    public async Task Failed_StateMachineThrows_EndsSo(Call call, CancellationToken cancel)
    {
        InvariantException fault = new("an invariant of the game");
        using WatchedSession watched = new(with: builder => builder with
        {
            State = new FaultyState(call, fault),
            Options = builder.Options with { DigestEveryRounds = 1 },
        });
        watched.Session.Start();
        ActionTicket ticket = watched.Session.Submit([1]);

        Assert.That((await watched.Failed.WaitAsync(cancel)).Cause, Is.SameAs(fault));
        await ticket.Final.WaitAsync(cancel);
        await watched.ShouldEndAsync(failed: true, cancel);
    }

    [Test]
    public async Task Failed_JournalThrows_EndsSoBeforeAnythingIsSent(CancellationToken cancel)
    {
        using WatchedSession watched = new(members: 2, with: builder => builder with { Journal = new FullDisk() });
        watched.Session.Start();
        ActionTicket ticket = watched.Session.Submit([1]);

        Assert.That((await watched.Failed.WaitAsync(cancel)).Message, Is.EqualTo("The session stopped: disk full"));
        Assert.That((await ticket.Final.WaitAsync(cancel)).Verdict, Is.EqualTo(ActionVerdict.Unknown));
        Assert.That(watched.Link.Sent, Is.Zero);
        await watched.ShouldEndAsync(failed: true, cancel);
    }

    [Test]
    public async Task Failed_ClockThrows_EndsSo(CancellationToken cancel)
    {
        FaultyTime time = new();
        using WatchedSession watched = new(with: builder => builder with { Time = time });
        time.IsBroken = true;
        watched.Session.Start();

        Assert.That((await watched.Failed.WaitAsync(cancel)).Cause, Is.SameAs(Fault));
        await watched.ShouldEndAsync(failed: true, cancel);
    }

    [Test]
    public async Task Failed_HandlersThrow_OthersAreCalledAndWhatTheyThrewIsKept(CancellationToken cancel)
    {
        using WatchedSession watched = new(new FaultyLink { ReceiveFails = Fault });
        TaskCompletionSource last = new(TaskCreationOptions.RunContinuationsAsynchronously);
        InvalidTimeZoneException first = new("of the first");
        InvalidTimeZoneException second = new("of the second");
        watched.Session.Failed += _ => throw first;
        watched.Session.Failed += _ => throw second;
        watched.Session.Failed += _ => last.SetResult();
        watched.Session.Start();

        await last.Task.WaitAsync(cancel);

        await watched.ShouldEndAsync(failed: true, cancel);
        Assert.That(watched.Session.Suppressed, Is.SupersetOf(new Exception[] { first, second }));
        Assert.That(watched.Session.Failure!.Cause, Is.SameAs(Fault));
    }

    [Test]
    public async Task Failed_HandlerUsesTheSession_NothingWaits(CancellationToken cancel)
    {
        using WatchedSession watched = new(new FaultyLink { ReceiveFails = Fault });
        Session session = watched.Session;
        TaskCompletionSource<SessionStatistics> used = new(TaskCreationOptions.RunContinuationsAsynchronously);
        session.Failed += failure =>
        {
            Assert.That(session.Failure, Is.SameAs(failure));
            Assert.That(session.Submit([1]).Outcome, Is.EqualTo(SubmitOutcome.NotReady));
            Assert.That(() => session.Read((Notebook state) => state), Throws.InvalidOperationException);
            session.Dispose();
            session.DisposeAsync().AsTask().Wait(cancel);

            // As a game does that hands everything to its own thread and waits.
            Task.Run(session.Dispose, cancel).Wait(cancel);
            used.SetResult(session.Statistics());
        };
        session.Start();

        await used.Task.WaitAsync(cancel);

        await watched.ShouldEndAsync(failed: true, cancel);
        Assert.That(session.Suppressed, Has.None.InstanceOf<AssertionException>());
    }

    [Test]
    public async Task Failed_SeveralFaultsAtOnce_IsRaisedOnceWithTheFirst(CancellationToken cancel)
    {
        using WatchedSession watched = new(
            new FaultyLink { ReceiveFails = Fault, OnSend = () => throw Fault, CloseFails = Fault }, members: 2);
        watched.Session.RoundDecided += _ => throw Fault;
        watched.Session.Start();
        _ = watched.Session.Submit([1]);

        await watched.Failed.WaitAsync(cancel);

        await watched.ShouldEndAsync(failed: true, cancel);
        Assert.That(watched.Session.Suppressed, Is.Not.Empty.And.All.SameAs(Fault));
    }

    private static void Subscribe(Session session, Handler handler, Action deed)
    {
        switch (handler)
        {
            case Handler.ActionFinal:
                session.ActionFinal += _ => deed();
                break;
            case Handler.RoundDecided:
                session.RoundDecided += _ => deed();
                break;
            case Handler.MemberBranched:
                session.MemberBranched += _ => deed();
                break;
        }
    }

    private sealed class FaultyState(Call throwing, Exception fault) : IStateMachine
    {
        public ActionOutcome Apply(in OrderedAction action) => throwing == Call.Apply ? throw fault : default;

        public void Advance(SessionTime to)
        {
            if (throwing == Call.Advance)
            {
                throw fault;
            }
        }

        public void Save(IBufferWriter<byte> destination)
        {
        }

        public void Load(in ReadOnlySequence<byte> source)
        {
        }

        public StateDigest Digest() => throwing == Call.Digest ? throw fault : default;
    }

    private sealed class FullDisk : IJournal
    {
        public void OwnEvent(ReadOnlySpan<byte> eventBytes) => throw new IOException("disk full");

        public void AcceptedEvent(ReadOnlySpan<byte> eventBytes)
        {
        }

        public void ParentHashes(ReadOnlySpan<byte> record)
        {
        }
    }

    private sealed class FaultyTime : TimeProvider
    {
        public bool IsBroken { get; set; }

        public override DateTimeOffset GetUtcNow() => IsBroken ? throw Fault : base.GetUtcNow();
    }
}
