using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// How fast a member's new events may come: as fast as any honest member creates them. Who exceeds it is left out until
/// it keeps to it for a moment: its events are taken only when another member's event needs them, and asked for no
/// more. Otherwise each receiver would let other parts of a flood through, and all would have to ask each other for the
/// rest. Thread-safe, without locks; allocates nothing.
/// </summary>
/// <remarks>
/// The screen counts what a member sends of its own, before it is checked; the engine what others bring of it, when
/// that is checked. So forging another's events uses up nobody's pace; forging its address does, until links are
/// sealed.
/// </remarks>
internal sealed class CreatorPace
{
    private readonly PacedBudgets _events;
    private readonly long[] _overUntil; // of each creator, microseconds

    /// <summary>Full budgets.</summary>
    /// <param name="members">Of the roster.</param>
    /// <param name="eventsPerS">
    /// New events of one creator in a second; <see cref="Limits.CreatorBurstPerS"/> of them at once. At least 1.
    /// </param>
    public CreatorPace(int members, int eventsPerS)
    {
        _events = new PacedBudgets(members, eventsPerS, Limits.CreatorBurstPerS);
        _overUntil = new long[members];
    }

    /// <summary>True while a member's events come faster than an honest one's.</summary>
    public bool IsOver(MemberIndex creator, Micros now) =>
        now.Value < Volatile.Read(ref _overUntil[creator.Value]);

    /// <summary>
    /// Counts a new event that came, whatever becomes of it; false when its creator is over its pace.
    /// </summary>
    public bool TryTake(MemberIndex creator, Micros now)
    {
        if (!_events.TryTake(creator, now))
        {
            Volatile.Write(ref _overUntil[creator.Value], (now + Schedules.FromMs(Limits.CreatorPauseMs)).Value);
        }

        return !IsOver(creator, now);
    }
}
