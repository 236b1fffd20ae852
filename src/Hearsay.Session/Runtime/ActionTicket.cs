using System.Runtime.CompilerServices;
using Hearsay.Gossip;

namespace Hearsay.Session;

/// <summary>
/// A submitted action: pending, then final. <c>await</c> it for the result. Continuations run on the thread pool,
/// never on the session's threads. Thread-safe.
/// </summary>
public sealed class ActionTicket
{
    private readonly TaskCompletionSource<ActionResult> _final =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal ActionTicket()
    {
    }

    /// <summary>Accepted; or why the session did not take the action, and then it is refused at once.</summary>
    public SubmitOutcome Outcome { get; private set; }

    /// <summary>The action's number; 0 when it was not accepted.</summary>
    public long Number { get; private set; }

    /// <summary>Ends when the action is final, or is refused, or the session stops. Never faults.</summary>
    public Task<ActionResult> Final => _final.Task;

    /// <summary>Makes <c>await ticket</c> the same as <c>await ticket.Final</c>.</summary>
    public TaskAwaiter<ActionResult> GetAwaiter() => _final.Task.GetAwaiter();

    internal void Submitted(SubmitOutcome outcome, long number)
    {
        Outcome = outcome;
        Number = number;
        if (outcome != SubmitOutcome.Accepted)
        {
            Complete(new ActionResult(0, ActionVerdict.Refused, 0, TimeSpan.Zero));
        }
    }

    internal void Complete(ActionResult result) => _final.TrySetResult(result);
}
