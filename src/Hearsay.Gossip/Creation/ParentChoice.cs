using System.Numerics;
using System.Runtime.InteropServices;
using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// Which events of others the next own event names. Candidates are the newest events of the other members that the last
/// own event does not have as ancestors, without those that are ancestors of another candidate: naming these would say
/// nothing new. When there are more than may be named, those that move the most members forward come first, chosen
/// greedily; a member that was left out gains priority each time, so that none starves.
/// </summary>
/// <remarks>
/// All of it works on the graph's rows (highest sequence per member among an event's ancestors), a vector of members at
/// a time. The greedy choice re-evaluates lazily: a candidate's gain only shrinks as others are chosen (it is
/// submodular), so the best old estimate that stays best after renewal is the best (Minoux, 1978).
/// </remarks>
internal sealed class ParentChoice
{
    // Renewals of an estimate in one choice, beyond one per member: keeps the worst case of a thousand members short.
    private const int RenewalsMax = 4_096;

    // Being left out this often outweighs any gain.
    private const int LeftOutMax = 8;

    private readonly EngineParts _parts;
    private readonly BranchWatch _branches;
    private readonly int _members;
    private readonly int[] _fresh;
    private readonly int[] _cover;
    private readonly int[] _leftOut;
    private readonly Predicate<int> _isStruck; // made once: a lambda at its place of use is an allocation per event
    private readonly List<int> _candidates = [];
    private readonly List<int> _chosen = [];
    private readonly PriorityQueue<int, int> _estimates = new();

    public ParentChoice(EngineParts parts, BranchWatch branches)
    {
        _parts = parts;
        _branches = branches;
        _members = parts.Roster.Count;
        _fresh = new int[_members];
        _isStruck = i => _fresh[i] == int.MaxValue;
        _cover = new int[_members];
        _leftOut = new int[_members];
    }

    /// <summary>The members whose newest events could be named, in roster order.</summary>
    /// <param name="named">For each member the highest sequence that the last own event has as ancestor.</param>
    public ReadOnlySpan<int> Candidates(ReadOnlySpan<int> named)
    {
        _candidates.Clear();
        for (int i = 0; i < _members; i++)
        {
            bool isFresh = _parts.Known.Highest[i] > named[i]
                && i != _parts.Self.Value
                && !_branches.HasBranched(new MemberIndex(i))
                && _parts.Graph.IsLinkable(HandleOf(i));
            _fresh[i] = isFresh ? _parts.Known.Highest[i] : int.MaxValue;
            if (isFresh)
            {
                _candidates.Add(i);
            }
        }

        foreach (int candidate in _candidates)
        {
            StrikeAncestors(candidate);
        }

        _candidates.RemoveAll(_isStruck);
        return CollectionsMarshal.AsSpan(_candidates);
    }

    /// <summary>The candidates found last, at most so many, the most useful first.</summary>
    /// <param name="named">For each member the highest sequence that the last own event has as ancestor.</param>
    /// <param name="count">How many may be named.</param>
    public ReadOnlySpan<int> Rank(ReadOnlySpan<int> named, int count)
    {
        named.CopyTo(_cover);
        _chosen.Clear();
        _estimates.Clear();
        foreach (int candidate in _candidates)
        {
            _estimates.Enqueue(candidate, -Worth(candidate));
        }

        int renewals = RenewalsMax;
        while (_chosen.Count < count && _estimates.TryDequeue(out int best, out int _))
        {
            int worth = Worth(best);
            if (renewals-- > 0 && _estimates.TryPeek(out int _, out int next) && worth < -next)
            {
                _estimates.Enqueue(best, -worth);
                continue;
            }

            _chosen.Add(best);
            Cover(best);
        }

        return CollectionsMarshal.AsSpan(_chosen);
    }

    /// <summary>Notes which of the candidates were named in the end.</summary>
    public void NoteNamed(ReadOnlySpan<int> named)
    {
        foreach (int candidate in _candidates)
        {
            _leftOut[candidate] = Math.Min(_leftOut[candidate] + 1, LeftOutMax);
        }

        foreach (int member in named)
        {
            _leftOut[member] = 0;
        }
    }

    private EventHandle HandleOf(int member)
    {
        int head = _parts.Known.HeadOf(new MemberIndex(member));
        return head < 0 ? EventHandle.None : _parts.Known[head].Handle;
    }

    private ReadOnlySpan<int> RowOf(int member)
    {
        ReadOnlySpan<int> row = _parts.Graph.LastAncestors(HandleOf(member));
        return row.IsEmpty ? row : row[.._members];
    }

    /// <summary>Strikes out all candidates that are ancestors of this one's newest event.</summary>
    private void StrikeAncestors(int candidate)
    {
        int own = _fresh[candidate];
        if (own == int.MaxValue)
        {
            return;
        }

        ReadOnlySpan<int> row = RowOf(candidate);
        int i = 0;
        for (; i <= row.Length - Vector<int>.Count; i += Vector<int>.Count)
        {
            Vector<int> fresh = new(_fresh.AsSpan(i));
            Vector<int> isAncestor = Vector.GreaterThanOrEqual(new Vector<int>(row[i..]), fresh);
            Vector.ConditionalSelect(isAncestor, new Vector<int>(int.MaxValue), fresh).CopyTo(_fresh, i);
        }

        for (; i < row.Length; i++)
        {
            _fresh[i] = row[i] >= _fresh[i] ? int.MaxValue : _fresh[i];
        }

        _fresh[candidate] = own;
    }

    /// <summary>How many members it moves forward, and its claim for having been left out.</summary>
    private int Worth(int candidate)
    {
        ReadOnlySpan<int> row = RowOf(candidate);
        Vector<int> sum = Vector<int>.Zero;
        int i = 0;
        for (; i <= row.Length - Vector<int>.Count; i += Vector<int>.Count)
        {
            // A comparison yields -1 where it holds.
            sum -= Vector.GreaterThan(new Vector<int>(row[i..]), new Vector<int>(_cover.AsSpan(i)));
        }

        int moved = Vector.Sum(sum);
        for (; i < row.Length; i++)
        {
            moved += row[i] > _cover[i] ? 1 : 0;
        }

        return moved + (_leftOut[candidate] * ((_members / LeftOutMax) + 1));
    }

    private void Cover(int chosen)
    {
        ReadOnlySpan<int> row = RowOf(chosen);
        int i = 0;
        for (; i <= row.Length - Vector<int>.Count; i += Vector<int>.Count)
        {
            Vector.Max(new Vector<int>(row[i..]), new Vector<int>(_cover.AsSpan(i))).CopyTo(_cover, i);
        }

        for (; i < row.Length; i++)
        {
            _cover[i] = Math.Max(_cover[i], row[i]);
        }
    }
}
