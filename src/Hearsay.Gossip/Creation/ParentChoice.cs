using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// Which events of others the next own event names. Candidates are the newest events of the other members that the last
/// own event does not have as ancestors; <see cref="ParentRanking"/> chooses among them.
/// </summary>
internal sealed class ParentChoice
{
    private readonly EngineParts _parts;
    private readonly BranchWatch _branches;
    private readonly ParentRanking _ranking;
    private readonly byte[] _leftOut;

    public ParentChoice(EngineParts parts, BranchWatch branches)
    {
        _parts = parts;
        _branches = branches;
        _ranking = new ParentRanking(parts.Graph);
        _leftOut = new byte[parts.Roster.Count];
    }

    /// <summary>The members whose newest events could be named, in roster order.</summary>
    /// <param name="named">For each member the highest sequence that the last own event has as ancestor.</param>
    public ReadOnlySpan<int> Candidates(ReadOnlySpan<int> named)
    {
        _ranking.Clear();
        for (int i = 0; i < _leftOut.Length; i++)
        {
            MemberIndex member = new(i);
            if (_parts.Known.Highest[i] > named[i]
                && member != _parts.Self
                && !_branches.HasBranched(member)
                && _parts.Graph.IsLinkable(HandleOf(member)))
            {
                _ranking.Add(i, new Sequence(_parts.Known.Highest[i]), HandleOf(member));
            }
        }

        return _ranking.Candidates();
    }

    /// <summary>The candidates found last, at most so many, the most useful first.</summary>
    /// <param name="named">For each member the highest sequence that the last own event has as ancestor.</param>
    /// <param name="count">How many may be named.</param>
    public ReadOnlySpan<int> Rank(ReadOnlySpan<int> named, int count) => _ranking.Rank(named, count, _leftOut);

    /// <summary>Notes which of the candidates were named in the end.</summary>
    public void NoteNamed(ReadOnlySpan<int> named)
    {
        _ranking.NoteLeftOut(_leftOut);
        foreach (int member in named)
        {
            _leftOut[member] = 0;
        }
    }

    private EventHandle HandleOf(MemberIndex member)
    {
        int head = _parts.Known.HeadOf(member);
        return head < 0 ? EventHandle.None : _parts.Known[head].Handle;
    }
}
