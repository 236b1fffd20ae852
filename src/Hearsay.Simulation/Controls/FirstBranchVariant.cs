using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// Peers keep the first event of a branch that they hear of and drop the other, as if that would undo the branch:
/// events that stand on the other can never be understood.
/// </summary>
internal sealed class FirstBranchVariant : ControlVariant
{
    private readonly Dictionary<(int Node, int Creator, int Sequence), EventHash> _first = [];
    private readonly byte[] _kept = new byte[Gossip.Limits.DatagramBytesMax];

    /// <inheritdoc/>
    public override string Name => "first-branch";

    /// <inheritdoc/>
    public override SimulationPlan Plan => base.Plan with { Adversaries = 1, Strategies = ["branch-half"] };

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Expected => ["liveness"];

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Hears(Host host, MemberIndex from, ReadOnlySpan<byte> datagram)
    {
        if (datagram.Length < DatagramHeader.Bytes || !host.IsHonest)
        {
            return datagram;
        }

        datagram[..DatagramHeader.Bytes].CopyTo(_kept);
        int length = DatagramHeader.Bytes;
        for (int at = DatagramHeader.Bytes; at < datagram.Length;)
        {
            int start = at;
            MessageKind kind = (MessageKind)datagram[at++];
            if (!Varint.TryRead(datagram, ref at, Gossip.Limits.EventBytesMax, out int body)
                || at + body > datagram.Length)
            {
                return datagram;
            }

            at += body;
            if (kind != MessageKind.Event || IsFirst(host, datagram.Slice(at - body, body)))
            {
                datagram[start..at].CopyTo(_kept.AsSpan(length));
                length += at - start;
            }
        }

        return _kept.AsSpan(0, length);
    }

    private bool IsFirst(Host host, ReadOnlySpan<byte> eventBytes)
    {
        EventHead head = EventHead.Read(eventBytes);
        EventHash hash = EventHasher.ParentsDigest(eventBytes[..^EventLayout.SignatureBytes]);
        _first.TryAdd((host.Node, head.Creator, head.Sequence), hash);
        return _first[(host.Node, head.Creator, head.Sequence)] == hash;
    }
}
