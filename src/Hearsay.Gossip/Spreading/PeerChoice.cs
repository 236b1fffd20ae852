using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>An event, or its parents' hashes, to be asked for.</summary>
/// <param name="Holder">Who sent the event that names it, or else should have it.</param>
/// <param name="NamedBy">The creator of an event that names it.</param>
/// <param name="Tries">How often it was asked for.</param>
/// <param name="IsCommon">True when everybody is likely to have it by now.</param>
internal readonly record struct Wanted(MemberIndex Holder, MemberIndex NamedBy, int Tries, bool IsCommon);

/// <summary>
/// Whom to ask for something missing: first the nearest peer, if it is much nearer than the one that sent the event
/// that names it: what has come from afar has most likely come to a neighbour too. Then the sender, and the creators of
/// such events, who must have it, in turn; and now and then anybody who was heard lately. Members that branched are
/// left out where there are others: they have no wish to answer. So is a neighbour that did not answer several times.
/// </summary>
internal sealed class PeerChoice(EngineParts parts, BranchWatch branches)
{
    /// <summary>Tries for what is asked for by its hash until it is its namer's turn again.</summary>
    public const int TurnsOfExactAsks = 4;

    private const int NearerTimes = 2;
    private const long RetryMinMicros = 30_000;
    private const long RetryMarginMicros = 10_000;

    /// <summary>The peer to ask next; another member than this one.</summary>
    public MemberIndex Next(in Wanted wanted)
    {
        MemberIndex? nearest = wanted is { IsCommon: true, Tries: 0 } ? NearerThan(wanted.Holder) : null;
        if (nearest is MemberIndex near)
        {
            parts.Peers[near].Unanswered++;
            return near;
        }

        // What was asked for by hash its namer must have, and whoever fetches it too may: all ask that one namer at
        // once. A place may wait for any sender's next datagram.
        bool isOthersTurn = wanted.IsCommon ? wanted.Tries % 4 == 3 : wanted.Tries % 2 == 1;
        bool isNamersTurn = wanted.IsCommon ? wanted.Tries % 2 == 1 : wanted.Tries % TurnsOfExactAsks == 0;
        if (!isOthersTurn && isNamersTurn && IsTrusted(wanted.NamedBy))
        {
            return wanted.NamedBy;
        }

        return !isOthersTurn && IsTrusted(wanted.Holder) ? wanted.Holder : NextOther(wanted);
    }

    /// <summary>True for another member that is not known to have branched.</summary>
    public bool IsTrusted(MemberIndex peer) => peer != parts.Self && !branches.HasBranched(peer);

    /// <summary>
    /// True when the graph shows that the peer has the event: one of the peer's own events has it as ancestor.
    /// </summary>
    public bool Has(MemberIndex peer, MemberIndex creator, Sequence sequence)
    {
        int head = parts.Known.HeadOf(peer);
        if (head < 0 || !parts.Graph.IsLinkable(parts.Known[head].Handle))
        {
            return false;
        }

        ReadOnlySpan<int> lastAncestors = parts.Graph.LastAncestors(parts.Known[head].Handle);
        return !lastAncestors.IsEmpty && lastAncestors[creator.Value] >= sequence.Value;
    }

    /// <summary>
    /// How long to wait for an answer before the next try: a round trip, half as long again with each try.
    /// </summary>
    /// <param name="peer">Who was asked.</param>
    /// <param name="tries">How often, by now.</param>
    /// <param name="mostMs">The longest wait, milliseconds; a round trip at least.</param>
    public Micros RetryAfter(MemberIndex peer, int tries, int mostMs = Limits.AskIntervalMsMax)
    {
        long roundTrip = parts.Peers[peer].Delay.RoundTrip.Value;
        long first = Math.Max(RetryMinMicros, (roundTrip * 5 / 4) + RetryMarginMicros);
        long most = Math.Max(first, Schedules.FromMs(mostMs).Value);
        long wait = first;
        for (int i = 1; i < tries && wait < most; i++)
        {
            wait += wait / 2;
        }

        return new Micros(Math.Min(wait, most));
    }

    private MemberIndex? NearerThan(MemberIndex holder)
    {
        MemberIndex nearest = parts.Peers.Nearest(parts.Now);
        return nearest != holder && IsTrusted(nearest)
            && parts.Peers[nearest].Delay.OneWay.Value * NearerTimes <= parts.Peers[holder].Delay.OneWay.Value
            ? nearest : null;
    }

    private MemberIndex NextOther(in Wanted wanted)
    {
        int members = parts.Roster.Count;
        // From each member's own place on: all of them may want the same, and should not ask the same one for it.
        int turn = !IsTrusted(wanted.Holder) ? wanted.Tries : wanted.Tries / (wanted.IsCommon ? 4 : 2);
        int first = parts.Self.Value + wanted.Holder.Value + 1 + turn;
        Micros since = parts.Now - Schedules.FromMs(parts.Options.HearingMs);
        MemberIndex fallback = new((parts.Self.Value + 1) % members);
        for (int i = 0; i < members; i++)
        {
            MemberIndex peer = new((first + i) % members);
            if (IsTrusted(peer) && parts.Peers[peer].LastHeard >= since)
            {
                return peer;
            }

            fallback = IsTrusted(peer) ? peer : fallback;
        }

        return fallback;
    }
}
