using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// Serves events to peers that miss them, in answer to a request or a frontier. However much is asked for, all together
/// get at most half of the upload budget, so nobody can use this member to flood another: a quarter is divided into
/// equal parts, one for each peer; whoever needs more shares the other quarter.
/// </summary>
internal sealed class Answers(EngineParts parts)
{
    private readonly int[] _cursor = new int[parts.Roster.Count];
    private readonly long[] _order = new long[parts.Roster.Count];
    private readonly int[] _behind = new int[parts.Roster.Count];
    private int _behindCount;

    /// <summary>
    /// Sends what a request names. Places without an event cost as much as those with one, and are taken from what the
    /// peer's requests may cost before anybody looks at them.
    /// </summary>
    public void Serve(RequestMessage request, MemberIndex to)
    {
        while (request.TryRead(out EventRange range))
        {
            int first = Math.Max(range.First.Value, parts.Known.FirstKept(range.Creator).Value);
            int last = Math.Min(range.Last.Value, parts.Known.HighestKept(range.Creator).Value);
            int places = 1 + Math.Max(0, last - first + 1);
            if (!parts.Peers.TryTakePlaces(to, places, parts.Now))
            {
                parts.Refusals.Add(to, RefusalReason.OverRate);
                return;
            }

            parts.Counters.PlacesLookedAt += places;
            for (int sequence = first; sequence <= last; sequence++)
            {
                if (!TrySend(range.Creator, new Sequence(sequence), to))
                {
                    parts.Counters.AnswersSkipped++;
                    return;
                }
            }
        }
    }

    /// <summary>Begins the list of creators of whom a peer has less than this one.</summary>
    public void StartMissing() => _behindCount = 0;

    /// <summary>Adds a creator of whom the peer has the events up to <paramref name="highest"/>.</summary>
    public void AddMissing(MemberIndex creator, Sequence highest)
    {
        _cursor[creator.Value] = highest.Value + 1;
        _order[creator.Value] = OrderAt(creator.Value);
        _behind[_behindCount++] = creator.Value;
    }

    /// <summary>
    /// Sends what the listed creators' chains have beyond that, parents first, so that the peer can insert one after
    /// the other. Leaves out what came here after <paramref name="before"/>: that is on its way to the peer from
    /// others.
    /// </summary>
    public void ServeMissing(MemberIndex to, Micros before)
    {
        while (_behindCount > 0)
        {
            int least = 0;
            for (int i = 1; i < _behindCount; i++)
            {
                least = _order[_behind[i]] < _order[_behind[least]] ? i : least;
            }

            int creator = _behind[least];
            int index = parts.Known.Find(new MemberIndex(creator), new Sequence(_cursor[creator]));
            if (_order[creator] == long.MaxValue || parts.Known[index].ReceivedAt > before)
            {
                return;
            }

            if (!TrySend(new MemberIndex(creator), new Sequence(_cursor[creator]), to))
            {
                parts.Counters.AnswersSkipped++;
                return;
            }

            _cursor[creator]++;
            _order[creator] = OrderAt(creator);
            if (_order[creator] == long.MaxValue)
            {
                _behind[least] = _behind[--_behindCount];
            }
        }
    }

    private long OrderAt(int creator)
    {
        int index = parts.Known.Find(new MemberIndex(creator), new Sequence(_cursor[creator]));
        return index < 0 ? long.MaxValue : parts.Known[index].InsertionNumber;
    }

    /// <summary>
    /// Sends the event of this place; two of them where there are branches, which proves that to the peer: it then asks
    /// by hash. False when a budget is used up.
    /// </summary>
    private bool TrySend(MemberIndex creator, Sequence sequence, MemberIndex to)
    {
        int index = parts.Known.Find(creator, sequence);
        return index < 0 || (TrySend(index, to)
            && (parts.Known[index].NextAlternative < 0 || TrySend(parts.Known[index].NextAlternative, to)));
    }

    private bool TrySend(int index, MemberIndex to)
    {
        ReadOnlySpan<byte> bytes = parts.Known.BytesOf(index);
        if (bytes.IsEmpty)
        {
            return true;
        }

        if (!parts.Peers.TryTakeAnswer(to, bytes.Length + Limits.PacketOverheadBytes, parts.Now))
        {
            return false;
        }

        parts.Outbox.Add(to, MessageKind.Event, bytes);
        parts.Counters.EventsServed++;
        return true;
    }
}
