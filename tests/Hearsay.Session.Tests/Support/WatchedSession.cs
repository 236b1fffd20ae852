using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Session.Tests;

/// <summary>
/// A session whose end is looked at: that of member 0 of one or two; what the other member does is scripted.
/// </summary>
internal sealed class WatchedSession : IDisposable
{
    private readonly Founders _founders;
    private readonly TaskCompletionSource<SessionFailure> _failed =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int _failures;

    public WatchedSession(FaultyLink? link = null, int members = 1, Func<SessionBuilder, SessionBuilder>? with = null)
    {
        Link = link ?? new FaultyLink();
        _founders = new Founders(members, new Constitution { HeartbeatMs = 20 });
        SessionBuilder builder = new()
        {
            Genesis = _founders.Genesis,
            Key = _founders.Keys[0],
            State = new Notebook(),
            Link = Link,
            Options = new SessionOptions { ReceiveWorkers = 2 },
        };
        Session = (with?.Invoke(builder) ?? builder).Build();
        Session.Failed += failure =>
        {
            Interlocked.Increment(ref _failures);
            _failed.TrySetResult(failure);
        };
    }

    public FaultyLink Link { get; }

    public Session Session { get; }

    /// <summary>Completes when <see cref="Session.Failed"/> is raised.</summary>
    public Task<SessionFailure> Failed => _failed.Task;

    /// <summary>Delivers two first events of member 1: a proof that it branched.</summary>
    public void DeliverBranch()
    {
        using P256Signer signer = new(_founders.Keys[1]);
        for (byte action = 1; action <= 2; action++)
        {
            Link.Deliver(1, FirstDatagram.Of(Session.Epoch, new MemberIndex(1), signer, action));
        }
    }

    /// <summary>Delivers something that member 1 could have sent, said to come from <paramref name="from"/>.</summary>
    public void DeliverDatagram(int from)
    {
        using P256Signer signer = new(_founders.Keys[1]);
        Link.Deliver(from, FirstDatagram.Of(Session.Epoch, new MemberIndex(1), signer));
    }

    /// <summary>Waits for the end, and sees that nothing is left of the session.</summary>
    /// <param name="failed">Whether it should have failed.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public async Task ShouldEndAsync(bool failed, CancellationToken cancel)
    {
        await Session.DisposeAsync().AsTask().WaitAsync(cancel);
        foreach (Thread thread in Session.Threads.All)
        {
            bool isUnstarted = thread.ThreadState.HasFlag(ThreadState.Unstarted);
            Assert.That(isUnstarted || thread.Join(TimeSpan.FromSeconds(30)), Is.True, $"{thread.Name} has ended");
        }

        Assert.That(Link.Closings, Is.EqualTo(1));
        Assert.That(() => Session.Signer.Sign(default, new byte[64]), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(
            () => Session.Verifier.Verify(default, default, new byte[64]), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(Session.Submit([1]).Outcome, Is.EqualTo(SubmitOutcome.NotReady));
        Assert.That(Volatile.Read(ref _failures), Is.EqualTo(failed ? 1 : 0));
        Assert.That(Session.Failure is not null, Is.EqualTo(failed));
        Task<int> reading = Session.ReadAsync((IStateMachine _) => 7);
        Assert.That(reading.IsCompleted, Is.True);
        Assert.That(reading.IsFaulted, Is.EqualTo(failed));
    }

    public void Dispose()
    {
        Link.Release();
        Session.Dispose();
        _founders.Dispose();
    }
}
