using System.Runtime.InteropServices;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>An event's timestamp is what its creator says, not the median of those who received it.</summary>
internal sealed class CreatorTimeVariant : ControlVariant
{
    private readonly Dictionary<long, long> _createdAt = [];

    /// <inheritdoc/>
    public override string Name => "creator-time";

    /// <inheritdoc/>
    public override SimulationPlan Plan => base.Plan with { Adversaries = 1, Strategies = ["lying"] };

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Expected => ["timestamp"];

    /// <inheritdoc/>
    public override void Saw(Host host, ReadOnlySpan<byte> eventBytes)
    {
        EventHead head = EventHead.Read(eventBytes);
        _createdAt[head.Key] = head.CreatedAtMicros;
    }

    /// <inheritdoc/>
    public override void Decides(Host host, OrderedRound round)
    {
        foreach (ref OrderedEvent next in CollectionsMarshal.AsSpan(round.EventList))
        {
            long key = EventHead.KeyOf(next.Creator.Value, next.Sequence.Value);
            next = next with { Timestamp = new Micros(_createdAt.GetValueOrDefault(key, next.Timestamp.Value)) };
        }
    }
}
