using Hearsay.Gossip;
using Hearsay.Session;

namespace Hearsay.Attacks.Tests;

/// <summary>
/// An honest member that acts at a steady rate, whatever becomes of its actions: a player does not wait for the
/// network, and one that did would leave out just the actions that take long. Keeps the finality of each action by its
/// number. One thread submits.
/// </summary>
internal sealed class Player
{
    private const int ActionsMax = 1 << 16;

    private static readonly byte[] Action = new byte[16];

    // By action number, microseconds from submission to final; 0 until then.
    private readonly long[] _finality = new long[ActionsMax];
    private long _last;
    private long _refused;
    private long _notApplied;

    public Player(Session.Session session)
    {
        Session = session;
        session.ActionFinal += NoteFinal;
    }

    public Session.Session Session { get; }

    /// <summary>The number of the last action that the session took.</summary>
    public long Last => Volatile.Read(ref _last);

    /// <summary>Actions that the session did not take, or that were not applied in the end.</summary>
    public long Lost => Volatile.Read(ref _refused) + Volatile.Read(ref _notApplied);

    /// <summary>Submits one action.</summary>
    public void Act()
    {
        if (Session.TrySubmit(Action, out long number) == SubmitOutcome.Accepted)
        {
            Volatile.Write(ref _last, number);
        }
        else
        {
            Interlocked.Increment(ref _refused);
        }
    }

    /// <summary>Finalities of the actions after one number up to another, microseconds; 0 for one not final.</summary>
    public ReadOnlySpan<long> FinalityOf(long after, long upTo) =>
        _finality.AsSpan((int)after + 1, (int)(upTo - after));

    /// <summary>True when every action that the session took is final.</summary>
    public bool IsDone => Session.Statistics() is var figures && figures.OwnActionsFinal == figures.ActionsSubmitted;

    private void NoteFinal(FinalAction action)
    {
        Volatile.Write(ref _finality[action.Number], Math.Max(1, action.Finality.Value));
        if (action.Verdict != ActionVerdict.Applied)
        {
            Interlocked.Increment(ref _notApplied);
        }
    }
}
