using Hearsay.Hashgraph;

namespace Hearsay.Session;

/// <summary>
/// When the own actions that are not final yet were submitted. Numbers are consecutive and, as a member's events keep
/// their sequence in the order, become final in turn: a ring is enough.
/// </summary>
internal sealed class OwnActions(long firstNumber)
{
    private readonly Micros[] _submittedAt = new Micros[Limits.PendingActionsMax];
    private long _next = firstNumber;

    /// <summary>The lowest number that is not final.</summary>
    public long Oldest { get; private set; } = firstNumber;

    public bool IsFull => _next - Oldest == _submittedAt.Length;

    public int Count => (int)(_next - Oldest);

    public void Add(long number, Micros submittedAt)
    {
        Invariant.Check(number == _next && !IsFull, "own action numbers are consecutive and bounded");
        _submittedAt[number % _submittedAt.Length] = submittedAt;
        _next++;
    }

    /// <summary>Removes the oldest action if its number is at most <paramref name="number"/>.</summary>
    public bool TryTakeUpTo(long number, out long taken, out Micros submittedAt)
    {
        taken = Oldest;
        submittedAt = default;
        if (Oldest > number || Oldest == _next)
        {
            return false;
        }

        submittedAt = _submittedAt[taken % _submittedAt.Length];
        Oldest++;
        return true;
    }
}
