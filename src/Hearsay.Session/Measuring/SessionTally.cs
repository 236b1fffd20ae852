namespace Hearsay.Session;

/// <summary>
/// What a session counts as it runs. Written by the peer's owner; single values are read by any thread.
/// </summary>
internal sealed class SessionTally
{
    private long _rounds;
    private long _orderedEvents;
    private long _ownFinal;
    private long _ownRejected;
    private long _actionsFinal;
    private long _actionsRejected;

    /// <summary>From the submission of an own action to its being final here.</summary>
    public LatencyHistogram Finality { get; } = new();

    /// <summary>What the state machine took per round.</summary>
    public LatencyHistogram StateTicks { get; } = new();

    public long Rounds => Volatile.Read(ref _rounds);

    public long OrderedEvents => Volatile.Read(ref _orderedEvents);

    public long OwnFinal => Volatile.Read(ref _ownFinal);

    public long OwnRejected => Volatile.Read(ref _ownRejected);

    public long ActionsFinal => Volatile.Read(ref _actionsFinal);

    public long ActionsRejected => Volatile.Read(ref _actionsRejected);

    public void Count(in DecidedRound decided)
    {
        Volatile.Write(ref _rounds, _rounds + 1);
        Volatile.Write(ref _orderedEvents, _orderedEvents + decided.Ordered.Events.Length);
        Volatile.Write(ref _actionsFinal, _actionsFinal + decided.Actions.Final);
        Volatile.Write(
            ref _actionsRejected, _actionsRejected + decided.Actions.Rejected + decided.Actions.OverRate);
    }

    public void Count(in FinalAction own)
    {
        Finality.Record(own.Finality.Value);
        Volatile.Write(ref _ownFinal, _ownFinal + 1);
        Volatile.Write(ref _ownRejected, _ownRejected + (own.Verdict == ActionVerdict.Applied ? 0 : 1));
    }
}
