using System.Numerics;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// How far the highest round has come in each member's view: what <see cref="EventGraph.Progress"/> says of a member's
/// own graph, out of the one graph of all. An event tells a view something about the highest round only when it is of
/// that round: that it is a witness, and which witnesses it is the first of its creator to see.
/// </summary>
internal sealed class CrowdProgress
{
    // Rounds whose witnesses are known by place. A view further behind is cut off, and not at a loss for events.
    private const int RoundsKept = 64;

    private readonly EventGraph _graph;
    private readonly CrowdEvents _events;
    private readonly int _members;
    private readonly View[] _views;
    private readonly int[] _sees;
    private readonly int[] _takenUpTo;
    private readonly int[][] _witnesses;
    private readonly int[] _roundAt = new int[RoundsKept];

    public CrowdProgress(EventGraph graph, CrowdEvents events)
    {
        _graph = graph;
        _events = events;
        _members = graph.Roster.Count;
        _views = new View[_members];
        _sees = new int[_members * _members];
        _takenUpTo = new int[_members * _members];
        Array.Fill(_takenUpTo, -1);
        _witnesses = new int[RoundsKept][];
        for (int i = 0; i < RoundsKept; i++)
        {
            _witnesses[i] = new int[_members];
        }
    }

    /// <summary>What a member's view holds.</summary>
    public RoundProgress Of(int member)
    {
        ref View view = ref _views[member];
        bool isNext = view.Round > view.OwnRound || _graph.Roster.IsSupermajority(view.StronglySeen)
            || view.OwnRound == 0;
        return new RoundProgress(new Round(view.Round), view.Present, view.Seen, isNext);
    }

    /// <summary>Notes a new event, before it arrives anywhere.</summary>
    public void NoteCreated(long number)
    {
        ref CrowdEvent created = ref _events[number];
        int place = created.Round % RoundsKept;
        if (_roundAt[place] < created.Round)
        {
            _roundAt[place] = created.Round;
            _witnesses[place].AsSpan().Fill(int.MaxValue);
        }

        if (_roundAt[place] == created.Round && _witnesses[place][created.Creator] == int.MaxValue)
        {
            _witnesses[place][created.Creator] = created.Sequence;
        }
    }

    /// <summary>
    /// Notes that an event is in a member's view, and with it all that its creator made before; false when it was
    /// there.
    /// </summary>
    public bool Take(int member, int creator, int sequence)
    {
        ref int taken = ref _takenUpTo[(member * _members) + creator];
        if (sequence <= taken)
        {
            return false;
        }

        while (taken < sequence)
        {
            taken++;
            long number = _events.TryFind(creator, taken);
            if (number >= 0)
            {
                Take(ref _views[member], member, number);
            }
        }

        return true;
    }

    private void Take(ref View view, int member, long number)
    {
        ref CrowdEvent taken = ref _events[number];
        if (taken.Round > view.Round)
        {
            view = new View { Round = taken.Round, OwnRound = view.OwnRound };
            _sees.AsSpan(member * _members, _members).Clear();
        }

        view.OwnRound = taken.Creator == member ? taken.Round : view.OwnRound;
        if (taken.Round < view.Round || _roundAt[taken.Round % RoundsKept] != taken.Round)
        {
            return;
        }

        ReadOnlySpan<int> witnesses = _witnesses[taken.Round % RoundsKept];
        view.Present += witnesses[taken.Creator] == taken.Sequence ? 1 : 0;
        long before = taken.Sequence == 0 ? -1 : _events.TryFind(taken.Creator, taken.Sequence - 1);
        ReadOnlySpan<int> last = before < 0 ? default : _graph.LastAncestors(_events[before].Handle);
        Sight sight = new() { Witnesses = witnesses, Before = last, After = _graph.LastAncestors(taken.Handle) };
        CountSeen(ref view, member, taken.Creator, sight);
    }

    /// <summary>
    /// Counts the witnesses that a creator sees with one row of ancestors, and did not with the one before.
    /// </summary>
    private void CountSeen(ref View view, int member, int creator, in Sight sight)
    {
        for (int i = 0; i < sight.After.Length; i += Vector<int>.Count)
        {
            int width = Math.Min(Vector<int>.Count, sight.After.Length - i);
            if (width == Vector<int>.Count && !Vector.LessThanOrEqualAny(
                new Vector<int>(sight.Witnesses[i..]), new Vector<int>(sight.After[i..])))
            {
                continue;
            }

            for (int witness = i; witness < i + width; witness++)
            {
                int since = sight.Witnesses[witness];
                if (since <= sight.After[witness] && (sight.Before.IsEmpty || since > sight.Before[witness]))
                {
                    See(ref view, member, creator, witness);
                }
            }
        }
    }

    /// <summary>
    /// The member's next event would see every witness in its view, and so counts among those that do.
    /// </summary>
    private void See(ref View view, int member, int creator, int witness)
    {
        if (creator == member)
        {
            view.Seen++;
            return;
        }

        int seenBy = ++_sees[(member * _members) + witness] + 1;
        bool isNew = _graph.Roster.IsSupermajority(seenBy) && !_graph.Roster.IsSupermajority(seenBy - 1);
        view.StronglySeen += isNew ? 1 : 0;
    }

    private readonly ref struct Sight
    {
        public ReadOnlySpan<int> Witnesses { get; init; }

        public ReadOnlySpan<int> Before { get; init; }

        public ReadOnlySpan<int> After { get; init; }
    }

    private struct View
    {
        public int Round;
        public int OwnRound;
        public int Present;
        public int Seen;
        public int StronglySeen;
    }
}
