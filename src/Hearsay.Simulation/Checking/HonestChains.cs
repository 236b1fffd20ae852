using System.Numerics;
using System.Runtime.InteropServices;
using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// An honest member never branches, whatever crashes: it never makes two different events of one sequence, and nobody
/// ever holds proof that it did.
/// </summary>
internal sealed class HonestChains(Stage stage) : SessionWatcher
{
    private readonly Dictionary<long, ulong> _made = [];

    /// <summary>Members that were proven to have branched.</summary>
    public HashSet<int> Proven { get; } = [];

    public override void OwnEvent(Host host, ReadOnlySpan<byte> eventBytes)
    {
        if (!host.IsHonest)
        {
            return;
        }

        EventHead head = EventHead.Read(eventBytes);
        ulong mark = MarkOf(eventBytes[..^EventLayout.SignatureBytes]);
        ref ulong known = ref CollectionsMarshal.GetValueRefOrAddDefault(_made, head.Key, out bool exists);
        if (exists && known != mark)
        {
            stage.Violate("branch", $"{host.Name} made two events of sequence {head.Sequence}");
        }

        known = mark;
    }

    public override void BranchProven(Host host, MemberIndex member)
    {
        Proven.Add(member.Value);
        if (stage.HostsOf(member).Any(accused => accused.IsHonest))
        {
            stage.Violate("branch", $"{host.Name} holds proof that m{member.Value}, who is honest, branched");
        }
    }

    private static ulong MarkOf(ReadOnlySpan<byte> bytes)
    {
        ulong mark = (ulong)bytes.Length;
        foreach (byte next in bytes)
        {
            mark = unchecked(BitOperations.RotateLeft(mark ^ next, 27) * 0x9E3779B97F4A7C15);
        }

        return mark;
    }
}
