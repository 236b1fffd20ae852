using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// Lets ordered events go: first their bytes, when more of them are held than the budget allows, then the rest, when
/// the graph does not link to them any more. The newest event of each creator stays. Runs before a round is taken, so
/// that the events of the round taken last are all there.
/// </summary>
internal sealed class Retention(EngineParts parts, EventIntake intake)
{
    private readonly Queue<int> _withBytes = new();
    private readonly Queue<int> _withoutBytes = new();

    /// <summary>Notes the events of a round that was taken.</summary>
    public void Note(OrderedRound round)
    {
        foreach (ref readonly OrderedEvent ordered in round.Events)
        {
            int index = (int)ordered.Tag;
            intake.Undecided.Received(parts.Known[index]);
            _withBytes.Enqueue(index);
        }
    }

    /// <summary>Lets go what is over the budget.</summary>
    public void Trim()
    {
        for (int i = _withBytes.Count; i > 0 && parts.Known.BytesHeld > parts.Options.RetainedBytesMax; i--)
        {
            int index = _withBytes.Dequeue();
            if (IsHead(index))
            {
                _withBytes.Enqueue(index);
                continue;
            }

            parts.Known.FreeBytes(index);
            _withoutBytes.Enqueue(index);
        }

        DropUnlinkable(_withBytes);
        DropUnlinkable(_withoutBytes);
        parts.Counters.EventBytesHeld = parts.Known.BytesHeld;
    }

    private void DropUnlinkable(Queue<int> events)
    {
        while (events.TryPeek(out int index) && !parts.Graph.IsLinkable(parts.Known[index].Handle))
        {
            events.Dequeue();
            intake.Questions.Forget(index);
            parts.Known.Drop(index);
        }
    }

    private bool IsHead(int index) => parts.Known.HeadOf(parts.Known[index].Layout.Creator) == index;
}
