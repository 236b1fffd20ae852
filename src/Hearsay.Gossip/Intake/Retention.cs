using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// Lets ordered events go: first their bytes, when more of them are held than the budget allows, then the rest, when
/// the graph does not link to them any more. Runs before a round is taken, so that the events of the round taken last
/// are all there.
/// </summary>
/// <remarks>
/// Both queues are in the order of decision. Some events stay longer than others around them (a silent member's newest,
/// the newest of a branch); they go to the end of the queue, and each run looks at a bounded number of events. More
/// are kept than the graph links, so that those in front are as a rule unlinked when their turn comes.
/// </remarks>
internal sealed class Retention(EngineParts parts, EventIntake intake)
{
    private readonly Queue<Kept> _ordered = new();
    private readonly Queue<Kept> _withBytes = new();
    private readonly int _orderedMax = parts.Setup.GraphOptions.LinkableEventsMax / 4 * 5;
    private int _looks;

    private long BytesHeld => parts.Known.BytesHeld + intake.Questions.BytesHeld;

    /// <summary>
    /// Notes the events of a round that was taken, and those of convicted members that it passed over.
    /// </summary>
    public void Note(OrderedRound round)
    {
        foreach (ref readonly OrderedEvent ordered in round.Events)
        {
            Note((int)ordered.Tag);
        }

        foreach (long tag in round.VoidTags)
        {
            Note((int)tag);
        }

        // Twice as many as came, so that a backlog shrinks.
        _looks = (2 * (round.Events.Length + round.VoidTags.Length)) + 1;
    }

    /// <summary>Lets go what is over the budget.</summary>
    public void Trim()
    {
        for (int i = _looks; i > 0 && BytesHeld > parts.Options.RetainedBytesMax; i--)
        {
            if (!_withBytes.TryDequeue(out Kept kept))
            {
                break;
            }

            FreeBytes(kept);
        }

        for (int i = _looks; i > 0 && _ordered.Count > _orderedMax; i--)
        {
            Drop(_ordered.Dequeue());
        }

        _looks = 0;
        parts.Counters.EventBytesHeld = BytesHeld;
        parts.Counters.EventsKept = parts.Known.Count;
    }

    private void Note(int index)
    {
        intake.Undecided.Received(parts.Known[index]);
        Kept kept = new(index, parts.Known[index].Version);
        _ordered.Enqueue(kept);
        _withBytes.Enqueue(kept);
    }

    private void FreeBytes(Kept kept)
    {
        if (parts.Known[kept.Index].Version != kept.Version)
        {
            return;
        }

        if (parts.Known.HeadOf(parts.Known[kept.Index].Layout.Creator) == kept.Index)
        {
            _withBytes.Enqueue(kept);
        }
        else
        {
            intake.Questions.Forget(kept.Index);
            parts.Known.FreeBytes(kept.Index);
        }
    }

    private void Drop(Kept kept)
    {
        if (parts.Graph.IsLinkable(parts.Known[kept.Index].Handle))
        {
            _ordered.Enqueue(kept);
            return;
        }

        intake.Questions.Forget(kept.Index);
        parts.Known.Drop(kept.Index);
    }

    private readonly record struct Kept(int Index, int Version);
}
