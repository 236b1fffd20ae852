using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// The ranges of branched members' events that were asked for lately, and of whom: such events are taken from nobody
/// else unless their very sequence is awaited. A ring: a new range takes the place of the oldest.
/// </summary>
internal sealed class AskedRanges(EngineParts parts)
{
    private readonly Asked[] _asked = new Asked[Limits.AskedRangesMax];
    private int _next;

    /// <summary>Notes that a peer is asked for a range now.</summary>
    public void Note(MemberIndex peer, EventRange range)
    {
        _asked[_next] = new Asked(peer, range, parts.Now);
        _next = (_next + 1) % _asked.Length;
    }

    /// <summary>True when this peer was asked for this event lately.</summary>
    public bool Has(MemberIndex peer, MemberIndex creator, Sequence sequence)
    {
        Micros since = parts.Now - Schedules.FromMs(Limits.AskedRangeMsMax);
        foreach (ref readonly Asked asked in _asked.AsSpan())
        {
            if (asked.Range.Count > 0 && asked.Peer == peer && asked.Range.Creator == creator && asked.At >= since
                && sequence.Value >= asked.Range.First.Value && sequence.Value <= asked.Range.Last.Value)
            {
                return true;
            }
        }

        return false;
    }

    private readonly record struct Asked(MemberIndex Peer, EventRange Range, Micros At);
}
