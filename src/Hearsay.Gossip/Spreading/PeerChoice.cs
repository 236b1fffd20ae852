using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// Whom to ask for an event: first the peer that named it, then others that have it as far as the graph says. An event
/// in the graph proves that its creator has all its ancestors.
/// </summary>
internal sealed class PeerChoice(EngineParts parts)
{
    private const long RetryMinMicros = 30_000;
    private const long RetryMarginMicros = 10_000;
    private const int DoublingsMax = 6;

    /// <summary>The peer to ask next.</summary>
    /// <param name="creator">The wanted event's creator.</param>
    /// <param name="sequence">The wanted event's sequence.</param>
    /// <param name="lastAsked">Who was asked last; before the first try, who sent the event that named it.</param>
    /// <param name="tries">How often it was asked for.</param>
    public MemberIndex Next(MemberIndex creator, Sequence sequence, MemberIndex lastAsked, int tries)
    {
        int members = parts.Roster.Count;
        if (members == 1 || (tries == 0 && lastAsked != parts.Self))
        {
            return lastAsked;
        }

        MemberIndex fallback = lastAsked;
        for (int i = 1; i <= members; i++)
        {
            MemberIndex peer = new((lastAsked.Value + i) % members);
            if (peer == parts.Self)
            {
                continue;
            }

            if (Has(peer, creator, sequence))
            {
                return peer;
            }

            fallback = fallback == lastAsked ? peer : fallback;
        }

        return fallback;
    }

    /// <summary>True when the graph shows that the peer has the event, or one of its creator after it.</summary>
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

    /// <summary>How long to wait for an answer before the next try: a round trip, doubled with each try.</summary>
    public Micros RetryAfter(MemberIndex peer, int tries)
    {
        long roundTrip = parts.Peers[peer].Delay.RoundTrip.Value;
        long first = Math.Max(RetryMinMicros, (roundTrip * 5 / 4) + RetryMarginMicros);
        long wait = first << Math.Min(tries - 1, DoublingsMax);
        return new Micros(Math.Min(wait, Math.Max(first, Schedules.FromMs(Limits.AskIntervalMsMax).Value)));
    }
}
