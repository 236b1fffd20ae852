using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Session;

/// <summary>
/// Own actions from any thread to the owner, and whom to tell when they are final. Bounded, without locks; allocates
/// only while its pool fills. The peer numbers actions in the order it gets them, and the queue keeps its order: so
/// the number is known when an action is queued.
/// </summary>
internal sealed class SubmissionQueue
{
    private readonly ItemPool<Submission> _free = new(Limits.QueuedSubmissionsMax, static () => new());
    private readonly BoundedRing<Submission> _queued = new(Limits.QueuedSubmissionsMax);
    private readonly Waiting[] _waiting = new Waiting[Limits.PendingActionsMax];
    private readonly long _firstNumber;
    private long _oldestWaiting;
    private long _nextWaiting;
    private Submission? _next; // taken from the queue by the owner, not accepted by the peer yet

    public SubmissionQueue(long firstNumber)
    {
        _firstNumber = firstNumber;
    }

    /// <summary>Actions queued and not handed to the peer.</summary>
    public int Count => _queued.Count + (_next is null ? 0 : 1);

    /// <summary>True when actions came in that the owner has not looked at.</summary>
    public bool HasNew => _next is null && _queued.HasItem;

    /// <summary>The owner: true when somebody waits for an action that is not final.</summary>
    public bool HasAny => _oldestWaiting < _nextWaiting || _next is not null || _queued.HasItem;

    /// <summary>Any thread: queues an action.</summary>
    public SubmitOutcome TryAdd(ReadOnlySpan<byte> action, Micros now, ActionTicket? ticket, out long number)
    {
        number = 0;
        if (action.IsEmpty)
        {
            return SubmitOutcome.Empty;
        }

        if (action.Length > Gossip.Limits.ActionBytesMax)
        {
            return SubmitOutcome.TooLong;
        }

        if (!_free.TryRent(out Submission submission))
        {
            return SubmitOutcome.QueueFull;
        }

        submission.Set(action, now, ticket);
        bool added = _queued.TryAdd(submission, out long position);
        Invariant.Check(added, "the queue has room for every submission there is");
        number = _firstNumber + position;
        return SubmitOutcome.Accepted;
    }

    /// <summary>The owner: hands what is queued to the peer, as much as it accepts.</summary>
    public void MoveTo(Peer peer, Micros now)
    {
        while (_next is not null || _queued.TryTake(out _next))
        {
            SubmitOutcome outcome = peer.Submit(_next.Action, now, out _);
            if (outcome != SubmitOutcome.Accepted)
            {
                Invariant.Check(
                    outcome is SubmitOutcome.QueueFull or SubmitOutcome.NotReady, "a queued action has a legal length");
                return;
            }

            Move(_next);
        }
    }

    /// <summary>The owner: when the oldest pending action was submitted; they become final in turn.</summary>
    public Micros OldestSubmittedAt => _waiting[_oldestWaiting % _waiting.Length].SubmittedAt;

    /// <summary>The owner: the oldest pending action is final; tells its ticket.</summary>
    public void CompleteOldest(in FinalAction action)
    {
        Invariant.Check(_oldestWaiting < _nextWaiting, "an own action becomes final once, after it was submitted");
        ref Waiting waiting = ref _waiting[_oldestWaiting++ % _waiting.Length];
        waiting.Ticket?.Complete(new ActionResult(
            action.Number, action.Verdict, action.Reason, TimeSpan.FromMicroseconds(action.Finality.Value)));
        waiting = default;
    }

    /// <summary>The owner, after the session stopped: nobody waits for ever.</summary>
    public void AbandonAll()
    {
        while (_oldestWaiting < _nextWaiting)
        {
            AbandonOldest();
        }

        while (_next is not null || _queued.TryTake(out _next))
        {
            Move(_next);
            AbandonOldest();
        }
    }

    private void AbandonOldest()
    {
        long number = _firstNumber + _oldestWaiting;
        ref Waiting waiting = ref _waiting[_oldestWaiting++ % _waiting.Length];
        waiting.Ticket?.Complete(new ActionResult(number, ActionVerdict.Unknown, 0, TimeSpan.Zero));
        waiting = default;
    }

    /// <summary>From the queue to those that wait to be final.</summary>
    private void Move(Submission submission)
    {
        _waiting[_nextWaiting++ % _waiting.Length] = new Waiting(submission.SubmittedAt, submission.Ticket);
        Return(submission);
        _next = null;
    }

    private void Return(Submission submission)
    {
        submission.Clear();
        _free.Return(submission);
    }

    private readonly record struct Waiting(Micros SubmittedAt, ActionTicket? Ticket);
}
