using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// How events leave that do not enter the graph: refused, or given up with all that waits for them.
/// </summary>
internal sealed class EventDrops(EngineParts parts, WaitingEvents waiting, Needs needs, HashQuestions questions)
{
    private readonly KnownEvents _known = parts.Known;
    private readonly Stack<int> _expired = new();

    /// <summary>Drops all events that wait for this one, and those that wait for them.</summary>
    public void Expire(int awaited)
    {
        _expired.Push(awaited);
        ExpireAll();
    }

    /// <summary>Drops an event about which nobody answers, and those that wait for it.</summary>
    public void ExpireEvent(int index)
    {
        GiveUp(index);
        ExpireAll();
    }

    /// <summary>Drops an event that does not wait, or waits no more.</summary>
    public void Discard(int index, RefusalReason reason)
    {
        Invariant.Check(!_known[index].InGraph, "what is in the graph stays known");
        parts.Refusals.Add(_known[index].From, reason);
        questions.Forget(index);
        _known.Remove(index);
    }

    private void ExpireAll()
    {
        while (_expired.TryPop(out int awaited))
        {
            while (waiting.Awaited.TryTakeWaiter(awaited, out int index, out int wait))
            {
                if (needs.IsWaiting(index, wait))
                {
                    GiveUp(index);
                }
            }

            waiting.Awaited.Remove(awaited);
        }
    }

    /// <summary>
    /// Drops an event that waits, and what waits for it: only later ones of the same creator, as nothing is given up
    /// that another member's event needs. Those look again when it comes again, or are given up in turn.
    /// </summary>
    private void GiveUp(int index)
    {
        ref KnownEvent known = ref _known[index];
        int byPlace = waiting.Awaited.Find(known.Layout.Creator, known.Layout.Sequence);
        int byHash = waiting.Awaited.Find(known.Hash);
        bool isAlone = _known.Find(known.Layout.Creator, known.Layout.Sequence) == index && known.NextAlternative < 0;
        waiting.Leave(index);
        Discard(index, RefusalReason.ParentsNotFound);
        if (byPlace >= 0 && isAlone)
        {
            _expired.Push(byPlace);
        }

        if (byHash >= 0)
        {
            _expired.Push(byHash);
        }
    }
}
