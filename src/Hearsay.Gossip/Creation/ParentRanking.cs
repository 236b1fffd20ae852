using System.Numerics;
using System.Runtime.InteropServices;
using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// Which of many events an event should name as parents: those that are no ancestor of another of them, and among these
/// first those that move the most members forward, chosen greedily; a member that was left out gains priority each
/// time, a little at first, so that it decides among those that move few, and in the end all, so that none starves.
/// </summary>
/// <remarks>
/// All of it works on the graph's rows (highest sequence per member among an event's ancestors), a vector of members at
/// a time. The greedy choice re-evaluates lazily: a candidate's gain only shrinks as others are chosen (it is
/// submodular), so the best old estimate that stays best after renewal is the best (Minoux, 1978).
/// </remarks>
internal sealed class ParentRanking
{
    // Renewals of an estimate in one choice, beyond one per member: keeps the worst case of a thousand members short.
    private const int RenewalsMax = 4_096;

    // Being left out this often outweighs any gain.
    private const int LeftOutMax = 8;

    private readonly EventGraph _graph;
    private readonly int _members;
    private readonly int[] _fresh;
    private readonly int[] _cover;
    private readonly EventHandle[] _handles;
    private readonly Predicate<int> _isStruck; // made once: a lambda at its place of use is an allocation per event
    private readonly List<int> _candidates = [];
    private readonly List<int> _chosen = [];
    private readonly PriorityQueue<int, int> _estimates = new();

    public ParentRanking(EventGraph graph)
    {
        _graph = graph;
        _members = graph.Roster.Count;
        _fresh = new int[_members];
        _isStruck = i => _fresh[i] == int.MaxValue;
        _cover = new int[_members];
        _handles = new EventHandle[_members];
    }

    /// <summary>Begins with no candidates.</summary>
    public void Clear()
    {
        _fresh.AsSpan().Fill(int.MaxValue);
        _candidates.Clear();
    }

    /// <summary>Adds a member's newest event that is linkable and was not named yet.</summary>
    public void Add(int member, Sequence newest, EventHandle handle)
    {
        _fresh[member] = newest.Value;
        _handles[member] = handle;
        _candidates.Add(member);
    }

    /// <summary>
    /// The members whose events are no ancestors of another candidate, in the order they were added.
    /// </summary>
    public ReadOnlySpan<int> Candidates()
    {
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
    /// <param name="leftOut">For each member how often it was left out since it was named last.</param>
    public ReadOnlySpan<int> Rank(ReadOnlySpan<int> named, int count, ReadOnlySpan<byte> leftOut)
    {
        named.CopyTo(_cover);
        _chosen.Clear();
        _estimates.Clear();
        foreach (int candidate in _candidates)
        {
            _estimates.Enqueue(candidate, -Worth(candidate, leftOut));
        }

        int renewals = RenewalsMax;
        while (_chosen.Count < count && _estimates.TryDequeue(out int best, out int _))
        {
            int worth = Worth(best, leftOut);
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

    /// <summary>
    /// Notes that the candidates were left out, but for those named in the end, which the caller notes.
    /// </summary>
    public void NoteLeftOut(Span<byte> leftOut)
    {
        foreach (int candidate in _candidates)
        {
            leftOut[candidate] = (byte)Math.Min(leftOut[candidate] + 1, LeftOutMax);
        }
    }

    private ReadOnlySpan<int> RowOf(int member)
    {
        ReadOnlySpan<int> row = _graph.LastAncestors(_handles[member]);
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
    private int Worth(int candidate, ReadOnlySpan<byte> leftOut)
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

        return moved + (leftOut[candidate] < LeftOutMax ? leftOut[candidate] : _members);
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
