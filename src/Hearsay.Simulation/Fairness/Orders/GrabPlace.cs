using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>Where a grab came in the graph's order, and what the other rules need to say where it would have.</summary>
/// <param name="Round">The round that received it.</param>
/// <param name="PublishedMicros">Its consensus timestamp, which is unique.</param>
/// <param name="ReceivingMicros">The median of the receiving events' creation times.</param>
/// <param name="Generation">Its event's generation.</param>
/// <param name="Whitened">Its event's hash, whitened with the judges'.</param>
internal readonly record struct GrabPlace(
    int Round, long PublishedMicros, long ReceivingMicros, int Generation, EventHash Whitened)
{
    /// <summary>True when it comes before another under a rule that goes by the graph.</summary>
    public bool IsBefore(in GrabPlace other, OrderRule rule)
    {
        int order = Round.CompareTo(other.Round);
        if (rule == OrderRule.Hearsay)
        {
            order = order != 0 ? order : PublishedMicros.CompareTo(other.PublishedMicros);
        }
        else if (rule == OrderRule.ReceivingEvent)
        {
            order = order != 0 ? order : ReceivingMicros.CompareTo(other.ReceivingMicros);
            order = order != 0 ? order : Generation.CompareTo(other.Generation);
        }

        return (order != 0 ? order : Whitened.CompareTo(other.Whitened)) < 0;
    }
}
