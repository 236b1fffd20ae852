using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Session;

/// <summary>
/// What a session does with its peer's output: sends, counts, and raises the session's events. Owner only.
/// </summary>
internal sealed class SessionOutput(ILink link, SessionClock clock, SubmissionQueue submissions, SessionLife life)
    : IPeerOutput
{
    public SessionTally Tally { get; } = new();

    public TrafficCounts Traffic { get; } = new();

    public SessionMeter? Meter { get; set; }

    public event Action<DecidedRound>? Round;

    public event Action<FinalAction>? ActionFinal;

    public event Action<MemberIndex>? Branched;

    public event Action<MemberIndex>? Convicted;

    public void Send(MemberIndex to, ReadOnlySpan<byte> datagram)
    {
        try
        {
            if (link.TrySend(to, datagram))
            {
                Traffic.CountOut(datagram.Length);
            }
        }
        catch (Exception late) when (life.IsStopped)
        {
            life.Fail(late); // the link may be closed by now: no reason to break off the turn
        }
    }

    public void RoundDecided(in DecidedRound decided)
    {
        Tally.Count(decided);
        foreach (MemberIndex member in decided.Ordered.Convicted)
        {
            Convicted?.Invoke(member);
        }

        Round?.Invoke(decided);
    }

    public void OwnActionFinal(in FinalAction action)
    {
        FinalAction final = action with
        {
            SubmittedAt = submissions.OldestSubmittedAt,
            FinalAt = clock.Now(),
        };
        Tally.Count(final);
        Meter?.RecordFinality(final);
        ActionFinal?.Invoke(final);
        submissions.CompleteOldest(final); // last: whoever waits finds it counted
    }

    public void BranchProven(MemberIndex member, ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) =>
        Branched?.Invoke(member);
}
