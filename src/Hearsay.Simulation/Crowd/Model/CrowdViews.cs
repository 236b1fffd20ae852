using System.Numerics;
using System.Runtime.InteropServices;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// What each member has, and which of it its next event could name: what arrived and is neither an ancestor of its last
/// event nor of anything else that arrived. Events are numbered as they were created, so an ancestor has a lower
/// number: looked at from the newest down, an event is such a candidate unless one before it has it as ancestor, and
/// everything is looked at once.
/// </summary>
internal sealed class CrowdViews
{
    private readonly EventGraph _graph;
    private readonly CrowdEvents _events;
    private readonly ArrivalRows _rows;
    private readonly ArrivalColumns _columns;
    private readonly int _members;
    private readonly int[] _named;
    private readonly int[] _cover;
    private readonly int[] _heads;
    private readonly long[] _completeUpTo;
    private readonly List<long>[] _leftOut;
    private readonly List<long> _candidates = [];

    public CrowdViews(EventGraph graph, CrowdEvents events, ArrivalRows rows, ArrivalColumns columns)
    {
        _graph = graph;
        _events = events;
        _rows = rows;
        _columns = columns;
        _members = graph.Roster.Count;
        _named = new int[_members];
        _cover = new int[_members];
        _heads = new int[_members];
        _completeUpTo = new long[_members];
        _leftOut = new List<long>[_members];
        for (int i = 0; i < _members; i++)
        {
            _leftOut[i] = [];
        }
    }

    /// <summary>
    /// For each creator the highest sequence among the ancestors of the last own event of the member looked at.
    /// </summary>
    public ReadOnlySpan<int> Named => _named;

    /// <summary>The numbers of the events that a member could name at a time.</summary>
    public ReadOnlySpan<long> Candidates(int member, long now)
    {
        FindNamed(member);
        _named.CopyTo(_cover, 0);
        _candidates.Clear();
        long from = Math.Max(_completeUpTo[member], _events.First);
        long inColumns = Math.Max(from, _events.Next - ArrivalColumns.Events);
        long completeUpTo = LookAtColumn(member, now, inColumns);
        for (long number = inColumns - 1; number >= from; number--)
        {
            if (ArrivalOf(number, member) <= now)
            {
                Consider(number, member);
            }
            else
            {
                completeUpTo = number;
            }
        }

        foreach (long number in _leftOut[member])
        {
            if (number >= _events.First)
            {
                Consider(number, member);
            }
        }

        _completeUpTo[member] = completeUpTo;
        return CollectionsMarshal.AsSpan(_candidates);
    }

    /// <summary>Notes which candidates the member did not name after all.</summary>
    public void NoteLeftOut(int member, ReadOnlySpan<long> named)
    {
        List<long> leftOut = _leftOut[member];
        leftOut.Clear();
        if (named.Length == _candidates.Count)
        {
            return;
        }

        foreach (long number in _candidates)
        {
            leftOut.Add(number);
        }

        foreach (long number in named)
        {
            leftOut.Remove(number);
        }
    }

    /// <summary>How long a member has had an event at a time.</summary>
    public long AgeOf(long number, int member, long now) => Math.Max(0, now - ArrivalOf(number, member));

    /// <summary>For each creator the highest sequence up to which a member has everything at a time.</summary>
    public ReadOnlySpan<int> HeadsOf(int member, long now)
    {
        for (int creator = 0; creator < _members; creator++)
        {
            int head = _events.Latest[creator];
            for (long number = _events.TryFind(creator, head);
                number >= 0 && ArrivalOf(number, member) > now;
                number = _events.TryFind(creator, head))
            {
                head--;
            }

            _heads[creator] = head;
        }

        return _heads;
    }

    /// <summary>
    /// Looks at the newest events down to one; returns the first that has not arrived, or the next one.
    /// </summary>
    private long LookAtColumn(int member, long now, long from)
    {
        ReadOnlySpan<int> column = _columns.Of(member);
        long completeUpTo = _events.Next;
        for (long number = _events.Next - 1; number >= from; number--)
        {
            if (column[(int)(number & (ArrivalColumns.Events - 1))] > now)
            {
                completeUpTo = number;
                continue;
            }

            (int creator, int sequence) = _events.PlaceOf(number);
            if (sequence > _cover[creator])
            {
                Consider(number, member);
            }
        }

        return completeUpTo;
    }

    private int ArrivalOf(long number, int member)
    {
        if (number >= _events.Next - ArrivalColumns.Events)
        {
            return _columns.At(number, member);
        }

        ref CrowdEvent held = ref _events[number];
        return held.Row < 0 ? held.LastArrival : _rows.At(held.Row, member);
    }

    private void Consider(long number, int member)
    {
        (int creator, int sequence) = _events.PlaceOf(number);
        if (sequence <= _cover[creator] || creator == member)
        {
            return;
        }

        ReadOnlySpan<int> row = _graph.LastAncestors(_events[number].Handle);
        if (!row.IsEmpty)
        {
            _candidates.Add(number);
            Cover(row);
        }
    }

    private void Cover(ReadOnlySpan<int> row)
    {
        int i = 0;
        for (; i <= _members - Vector<int>.Count; i += Vector<int>.Count)
        {
            Vector.Max(new Vector<int>(row[i..]), new Vector<int>(_cover.AsSpan(i))).CopyTo(_cover, i);
        }

        for (; i < _members; i++)
        {
            _cover[i] = Math.Max(_cover[i], row[i]);
        }
    }

    private void FindNamed(int member)
    {
        _named.AsSpan().Fill(-1);
        int own = _events.Latest[member];
        long number = _events.TryFind(member, own);
        if (number >= 0)
        {
            ReadOnlySpan<int> row = _graph.LastAncestors(_events[number].Handle);
            if (!row.IsEmpty)
            {
                row[.._members].CopyTo(_named);
            }
        }
    }
}
