using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>Notices branches and reports the proof: once per member, the two signed events.</summary>
internal sealed class BranchWatch(EngineParts parts)
{
    private readonly bool[] _proven = new bool[parts.Roster.Count];

    /// <summary>True for a member that is known to have branched; its events are not named any more.</summary>
    public bool HasBranched(MemberIndex member) => _proven[member.Value] || parts.Graph.HasBranched(member);

    /// <summary>Looks at a new event for which there is another of the same creator and sequence.</summary>
    public void Note(int index, int other)
    {
        MemberIndex member = parts.Known[index].Layout.Creator;
        ReadOnlySpan<byte> otherBytes = parts.Known.BytesOf(other);
        if (!_proven[member.Value] && !otherBytes.IsEmpty)
        {
            _proven[member.Value] = true;
            parts.Output.BranchProven(member, otherBytes, parts.Known.BytesOf(index));
        }
    }
}
