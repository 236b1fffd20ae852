using System.Numerics;
using System.Runtime.InteropServices;
using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// An honest member never branches, whatever crashes: it never makes two different events of one sequence, and nobody
/// ever holds proof that it did.
/// </summary>
/// <remarks>
/// The one exception is a member that lost its disk with an event that it could not learn of any more
/// (<see cref="LostEvents"/>): making that event anew is counted, not reported, and the member counts as faulty from
/// then on. Making anew what nobody else had is no branch: nobody can ever tell, and everything stays promised.
/// </remarks>
internal sealed class HonestChains : SessionWatcher
{
    private readonly Stage _stage;
    private readonly Dictionary<long, ulong> _made = [];
    private readonly LostEvents? _lost;
    private readonly HashSet<int> _branched = [];

    /// <param name="stage">What it watches.</param>
    /// <param name="areDisksLost">Whether members may lose their disks: to follow who has what costs time.</param>
    public HonestChains(Stage stage, bool areDisksLost)
    {
        _stage = stage;
        _lost = areDisksLost ? new LostEvents(stage, _made) : null;
    }

    /// <summary>Members that were proven to have branched.</summary>
    public HashSet<int> Proven { get; } = [];

    /// <summary>Members that made anew what they could not learn of.</summary>
    public int UnlearnableBranches => _branched.Count;

    public override void Started(Host host, bool hasDisk) => _lost?.Started(host, hasDisk);

    public override void Arrived(Host host, MemberIndex from, ReadOnlySpan<byte> datagram) =>
        _lost?.Arrived(host, datagram);

    public override void AcceptedEvent(Host host, ReadOnlySpan<byte> eventBytes) => _lost?.Received(host, eventBytes);

    public override void OwnEvent(Host host, ReadOnlySpan<byte> eventBytes)
    {
        if (!host.IsHonest)
        {
            return;
        }

        EventHead head = EventHead.Read(eventBytes);
        ulong mark = MarkOf(eventBytes);
        ref ulong known = ref CollectionsMarshal.GetValueRefOrAddDefault(_made, head.Key, out bool exists);
        if (exists && known != mark)
        {
            Judge(host, head);
        }

        known = mark;
    }

    public override void BranchProven(Host host, MemberIndex member)
    {
        Proven.Add(member.Value);
        bool isHonest = _stage.HostsOf(member).Any(accused => accused.IsHonest);
        if (isHonest && !_branched.Contains(member.Value))
        {
            _stage.Violate("branch", $"{host.Name} holds proof that m{member.Value}, who is honest, branched");
        }
    }

    /// <summary>A number for the content of an event, whoever signed it how often.</summary>
    internal static ulong MarkOf(ReadOnlySpan<byte> eventBytes)
    {
        ReadOnlySpan<byte> signed = eventBytes[..^EventLayout.SignatureBytes];
        ulong mark = (ulong)signed.Length;
        foreach (ulong next in MemoryMarshal.Cast<byte, ulong>(signed))
        {
            mark = Mix(mark, next);
        }

        foreach (byte next in signed[^(signed.Length % sizeof(ulong))..])
        {
            mark = Mix(mark, next);
        }

        return mark;
    }

    private static ulong Mix(ulong mark, ulong next) =>
        unchecked(BitOperations.RotateLeft(mark ^ next, 27) * 0x9E3779B97F4A7C15);

    private void Judge(Host host, EventHead head)
    {
        int member = host.Member.Value;
        if (_lost?.HadNobody(head.Key) == true)
        {
            return;
        }

        if (_lost is not null && _lost.IsUnlearnable(head.Key) && _branched.Add(member))
        {
            _stage.Strand(host, $"made #{head.Sequence} anew, which only these had: {_lost.HoldersOf(head.Key)}");
        }
        else if (!_branched.Contains(member))
        {
            _stage.Violate("branch", $"{host.Name} made two events of sequence {head.Sequence}");
        }
    }
}
