using Hearsay.Hashgraph;

namespace Hearsay.Session;

/// <summary>
/// The own actions that are not final yet, oldest first. Their numbers increase, mostly by one: a peer that learns of
/// own events it did not know goes on behind them. As a member's events keep their sequence in the order, they become
/// final in turn: a ring is enough.
/// </summary>
internal sealed class OwnActions
{
    private readonly (long Number, Micros SubmittedAt)[] _ring = new (long, Micros)[Limits.PendingActionsMax];
    private long _oldest;
    private long _next;

    public bool IsFull => Count == _ring.Length;

    public int Count => (int)(_next - _oldest);

    public void Add(long number, Micros submittedAt)
    {
        Invariant.Check(!IsFull, "pending own actions are bounded");
        _ring[_next++ % _ring.Length] = (number, submittedAt);
    }

    /// <summary>Removes the oldest action if its number is at most <paramref name="number"/>.</summary>
    public bool TryTakeUpTo(long number, out long taken, out Micros submittedAt)
    {
        (taken, submittedAt) = Count == 0 ? (long.MaxValue, default) : _ring[_oldest % _ring.Length];
        bool isTaken = taken <= number;
        _oldest += isTaken ? 1 : 0;
        return isTaken;
    }
}
