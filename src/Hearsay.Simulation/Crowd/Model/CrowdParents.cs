using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// Chooses the parents of the members' events as gossip does: all candidates where there is room, else those that
/// <see cref="ParentRanking"/> puts first; fewer when actions need the room.
/// </summary>
internal sealed class CrowdParents
{
    // When actions want the room, an event names at least a third of the parents that it could, and at least so many.
    private const int FloorMin = 8;
    private const int FloorShare = 3;

    private readonly CrowdOptions _options;
    private readonly CrowdEvents _events;
    private readonly CrowdViews _views;
    private readonly ParentRanking _ranking;
    private readonly byte[] _leftOut;
    private readonly NamedParent[] _chosen;
    private readonly long[] _numbers;
    private readonly long[] _candidateOf;
    private readonly long[] _best;
    private int _count;

    public CrowdParents(CrowdOptions options, EventGraph graph, CrowdEvents events, CrowdViews views)
    {
        _options = options;
        _events = events;
        _views = views;
        _ranking = new ParentRanking(graph);
        _leftOut = new byte[options.Members * options.Members];
        _chosen = new NamedParent[ParentLimit.Of(options.Gossip, options.Members)];
        _numbers = new long[ParentLimit.Of(options.Gossip, options.Members)];
        _candidateOf = new long[options.Members];
        _best = new long[ParentLimit.Of(options.Gossip, options.Members)];
    }

    /// <summary>The parents chosen last, by creator.</summary>
    public ReadOnlySpan<NamedParent> Chosen => _chosen.AsSpan(0, _count);

    /// <summary>What an event names at least of so many parents when actions want the room.</summary>
    public static int Floor(int most) => Math.Max(FloorMin, most / FloorShare);

    /// <summary>Chooses the parents of a member's next event; returns the bytes that they leave for actions.</summary>
    public int Choose(int member, long now, int waitingActions)
    {
        Span<byte> leftOut = _leftOut.AsSpan(member * _options.Members, _options.Members);
        ReadOnlySpan<long> candidates = _views.Candidates(member, now);
        int most = Math.Min(_chosen.Length, candidates.Length);
        candidates = most < candidates.Length ? Best(candidates, most, leftOut) : candidates;
        int room = Gossip.Limits.EventBytesMax - EventSizes.Frame(_events.Latest[member] + 1);
        int wanted = EventSizes.Payload(waitingActions, _options.ActionBytes, waitingActions);
        int floor = Floor(most);
        _count = 0;
        foreach (long number in candidates)
        {
            (int creator, int sequence) = _events.PlaceOf(number);
            int age = (int)(_views.AgeOf(number, member, now) / EventLayout.AgeUnitMicros);
            NamedParent parent = new(new MemberIndex(creator), new Sequence(sequence), age);
            int bytes = EventSizes.Parent(parent);
            if (bytes > room || (bytes + wanted > room && _count >= floor))
            {
                break;
            }

            room -= bytes;
            leftOut[creator] = 0;
            _numbers[_count] = number;
            _chosen[_count++] = parent;
        }

        _views.NoteLeftOut(member, _numbers.AsSpan(0, _count));
        _chosen.AsSpan(0, _count).Sort(static (a, b) => a.Creator.Value.CompareTo(b.Creator.Value));
        return room;
    }

    /// <summary>The most useful candidates.</summary>
    private ReadOnlySpan<long> Best(ReadOnlySpan<long> candidates, int count, Span<byte> leftOut)
    {
        _ranking.Clear();
        foreach (long number in candidates)
        {
            (int creator, int sequence) = _events.PlaceOf(number);
            _candidateOf[creator] = number;
            _ranking.Add(creator, new Sequence(sequence), _events[number].Handle);
        }

        ReadOnlySpan<int> ranked = _ranking.Rank(_views.Named, count, leftOut);
        _ranking.NoteLeftOut(leftOut);
        for (int i = 0; i < ranked.Length; i++)
        {
            _best[i] = _candidateOf[ranked[i]];
        }

        return _best.AsSpan(0, ranked.Length);
    }
}
