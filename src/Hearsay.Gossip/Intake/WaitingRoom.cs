using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// Who may wait when the room of an account is used up (<see cref="WaitingEvents"/>): what enters first, so that an
/// account always gets on, however its events come.
/// </summary>
internal sealed class WaitingRoom(EngineParts parts, WaitingEvents waiting, Sponsors sponsors, EventDrops drops)
{
    private readonly KnownEvents _known = parts.Known;

    // Of each creator a sequence that no event that waits exceeds: what comes in order is refused without a search.
    private readonly int[] _last = new int[parts.Roster.Count];

    /// <summary>
    /// Takes a place for an event with so many missing parents, if need be that of another; false when there is none.
    /// </summary>
    public bool TryEnter(int index, int missing)
    {
        bool isIn = waiting.TryEnter(index, missing)
            || ((_known[index].IsSponsored ? TryMakeRoom(index) : TryReplaceLater(index))
                && waiting.TryEnter(index, missing));
        if (isIn)
        {
            ref int last = ref _last[_known[index].Layout.Creator.Value];
            last = Math.Max(last, _known[index].Layout.Sequence.Value);
        }

        return isIn;
    }

    /// <summary>
    /// Makes room in its creator's share for an event that is awaited, or follows one that is here: the last of those
    /// that wait goes, which cannot enter before this one, and is asked for again when others need it. So a share that
    /// is full of what lies far ahead goes to what enters first.
    /// </summary>
    private bool TryReplaceLater(int index)
    {
        MemberIndex creator = _known[index].Layout.Creator;
        Sequence sequence = _known[index].Layout.Sequence;
        bool isNext = waiting.Awaited.Find(creator, sequence) >= 0
            || (sequence.Value > 0 && _known.Find(creator, new Sequence(sequence.Value - 1)) >= 0);
        if (!isNext || sequence.Value >= _last[creator.Value])
        {
            return false;
        }

        int last = index;
        for (int other = 0; other < _known.Bound; other++)
        {
            bool isLater = _known[other].Layout.Sequence.Value > _known[last].Layout.Sequence.Value;
            last = _known[other].Waits && _known[other].Layout.Creator == creator && isLater ? other : last;
        }

        _last[creator.Value] = _known[last].Layout.Sequence.Value;
        if (last != index)
        {
            waiting.Leave(last);
            drops.Discard(last, RefusalReason.OverBuffer);
        }

        return last != index;
    }

    /// <summary>
    /// Makes room on the account of an event's sponsor: what came for the sake of its newest root goes, and is asked
    /// for again. So the oldest root, for which no other can wait, always gets on. False when that is this event's own.
    /// </summary>
    private bool TryMakeRoom(int index)
    {
        MemberIndex sponsor = _known[index].Sponsor;
        int newest = _known[index].Root;
        for (int other = 0; other < _known.Bound; other++)
        {
            if (IsWaitingFor(other, sponsor) && sponsors.HasRoot(other)
                && _known[_known[other].Root].Layout.Sequence.Value > _known[newest].Layout.Sequence.Value)
            {
                newest = _known[other].Root;
            }
        }

        for (int other = 0; other < _known.Bound; other++)
        {
            if (other != index && IsWaitingFor(other, sponsor)
                && (_known[other].Root == newest || !sponsors.HasRoot(other)))
            {
                waiting.Leave(other);
                drops.Discard(other, RefusalReason.OverBuffer);
            }
        }

        return newest != _known[index].Root;
    }

    private bool IsWaitingFor(int index, MemberIndex sponsor) =>
        _known[index].Waits && _known[index].IsSponsored && _known[index].Sponsor == sponsor;
}
