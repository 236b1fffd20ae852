using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>The judges of a round come in the order in which their events arrived at the peer.</summary>
internal sealed class UnsortedJudgesVariant : ControlVariant
{
    private readonly Dictionary<(int Node, EventHash Hash), int> _arrivals = [];

    /// <inheritdoc/>
    public override string Name => "unsorted-judges";

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Expected => ["agreement"];

    /// <inheritdoc/>
    public override void Saw(Host host, ReadOnlySpan<byte> eventBytes)
    {
        EventHash hash = EventHasherOf(host, eventBytes);
        _arrivals[(host.Node, hash)] = _arrivals.Count;
    }

    /// <inheritdoc/>
    public override void Decides(Host host, OrderedRound round) =>
        round.JudgeList.Sort((one, other) => ArrivalOf(host, one).CompareTo(ArrivalOf(host, other)));

    private static EventHash EventHasherOf(Host host, ReadOnlySpan<byte> eventBytes) =>
        Gossip.EventHasher.HashOf(host.EpochId, eventBytes[..^Gossip.EventLayout.SignatureBytes]);

    private int ArrivalOf(Host host, EventHash hash) => _arrivals.GetValueOrDefault((host.Node, hash));
}
