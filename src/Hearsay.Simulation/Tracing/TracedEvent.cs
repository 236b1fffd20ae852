using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>An event as a trace shows it.</summary>
/// <param name="Hash">Its hash.</param>
/// <param name="Creator">Its creator's index.</param>
/// <param name="Sequence">Its place on the chain.</param>
/// <param name="CreatedAtMicros">Its creation time, since the session's start.</param>
/// <param name="Parents">The other-parents: creator and sequence.</param>
internal sealed record TracedEvent(
    EventHash Hash,
    int Creator,
    int Sequence,
    long CreatedAtMicros,
    IReadOnlyList<(int Creator, int Sequence)> Parents)
{
    /// <summary>Bytes of its payload.</summary>
    public int PayloadBytes { get; init; }

    public string Name => $"m{Creator}#{Sequence}";

    public string ShortHash => Hash.ToString()[..8];

    /// <summary>Reads an event that a peer made or accepted.</summary>
    public static TracedEvent Read(Stage stage, ReadOnlySpan<byte> bytes)
    {
        EventLayout.TryRead(bytes, stage.Plan.Members, out EventLayout layout, out _);
        List<(int, int)> parents = [];
        NamedParents named = layout.ParentsOf(bytes);
        while (named.TryRead(out NamedParent parent))
        {
            parents.Add((parent.Creator.Value, parent.Sequence.Value));
        }

        EventHash hash = EventHasher.HashOf(stage.Epoch.Id, bytes[..layout.SignatureAt]);
        return new TracedEvent(
            hash,
            layout.Creator.Value,
            layout.Sequence.Value,
            layout.CreatedAt.Value - LocalClock.StartMicros,
            parents)
        { PayloadBytes = layout.PayloadLength };
    }

    public override string ToString() =>
        $"{Name} {ShortHash} at {CreatedAtMicros} µs, parents "
        + string.Join(' ', Parents.Select(parent => $"m{parent.Creator}#{parent.Sequence}"))
        + (PayloadBytes > 0 ? $", {PayloadBytes} bytes to say" : "");
}
