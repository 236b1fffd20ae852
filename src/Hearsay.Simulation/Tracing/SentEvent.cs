using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>An event as a datagram carries it.</summary>
/// <param name="To">The member that got it.</param>
/// <param name="Creator">Its creator's index.</param>
/// <param name="Sequence">Its place on a chain of its creator.</param>
/// <param name="Hash">Its name.</param>
/// <param name="Parents">Its other-parents: creator and sequence.</param>
/// <param name="Signature">A number for its signature.</param>
/// <param name="IsSigned">Whether the signature is its creator's.</param>
internal sealed record SentEvent(
    int To,
    int Creator,
    int Sequence,
    EventHash Hash,
    IReadOnlyList<(int Creator, int Sequence)> Parents,
    EventHash Signature,
    bool IsSigned)
{
    /// <summary>All events of a datagram that are well formed.</summary>
    public static List<SentEvent> In(Stage stage, int to, ReadOnlySpan<byte> datagram)
    {
        List<SentEvent> events = [];
        DatagramContents contents = new(datagram);
        while (contents.TryRead(out MessageKind kind, out ReadOnlySpan<byte> body))
        {
            if (kind == MessageKind.Event
                && EventLayout.TryRead(body, stage.Plan.Members, out EventLayout layout, out _))
            {
                TracedEvent traced = TracedEvent.Read(stage, body);
                ReadOnlySpan<byte> signature = body[layout.SignatureAt..];
                events.Add(new SentEvent(
                    to,
                    traced.Creator,
                    traced.Sequence,
                    traced.Hash,
                    traced.Parents,
                    EventHasher.ParentsDigest(signature),
                    stage.Verifier.Verify(layout.Creator, traced.Hash, signature)));
            }
        }

        return events;
    }
}
