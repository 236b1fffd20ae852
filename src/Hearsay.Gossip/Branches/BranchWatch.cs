using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// Notices branches, and reports the proof: once per member, the two signed events. Events of a member that branched
/// are not named any more, and taken only when somebody else's event needs them.
/// </summary>
internal sealed class BranchWatch(EngineParts parts, Undecided undecided)
{
    private readonly bool[] _hasBranched = new bool[parts.Roster.Count];
    private readonly bool[] _isProven = new bool[parts.Roster.Count];

    /// <summary>True for a member that is known to have branched.</summary>
    public bool HasBranched(MemberIndex member) => _hasBranched[member.Value];

    /// <summary>Looks at a new event for which there is another of the same creator and sequence.</summary>
    public void Note(int index, int other)
    {
        MemberIndex member = parts.Known[index].Layout.Creator;
        _hasBranched[member.Value] = true;
        undecided.Exclude(member);
        ReadOnlySpan<byte> otherBytes = parts.Known.BytesOf(other);
        if (!_isProven[member.Value] && !otherBytes.IsEmpty)
        {
            _isProven[member.Value] = true;
            parts.Output.BranchProven(member, otherBytes, parts.Known.BytesOf(index));
        }
    }
}
