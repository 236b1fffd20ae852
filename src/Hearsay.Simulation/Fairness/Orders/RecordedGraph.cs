using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// The graph of everything that all members of a session made, the moment they made it. The same events give every peer
/// the same order, so this graph's rounds are theirs; and it can be asked what peers do not tell. Without branches.
/// </summary>
internal sealed class RecordedGraph(EventHash epochId, int members)
{
    private readonly EventGraph _graph = new(Roster.OfEqualMembers(members));
    private readonly Dictionary<long, RecordedEvent> _events = [];
    private readonly Dictionary<EventHash, RecordedEvent> _byHash = [];
    private readonly OtherParent[] _parents = new OtherParent[members];

    /// <summary>Adds the next event, which is valid; its parents are in.</summary>
    public RecordedEvent Add(ReadOnlySpan<byte> bytes)
    {
        EventLayout.TryRead(bytes, members, out EventLayout layout, out _);
        int generation = -1;
        int count = 0;
        NamedParents named = layout.ParentsOf(bytes);
        while (named.TryRead(out NamedParent parent))
        {
            RecordedEvent other = Of(parent.Creator.Value, parent.Sequence.Value);
            generation = Math.Max(generation, other.Generation);
            _parents[count++] = new OtherParent(
                other.Handle, new Micros((long)parent.Age * EventLayout.AgeUnitMicros));
        }

        bool isFirst = layout.Sequence.Value == 0;
        RecordedEvent? self = isFirst ? null : Of(layout.Creator.Value, layout.Sequence.Value - 1);
        EventHash hash = EventHasher.HashOf(epochId, bytes[..layout.SignatureAt]);
        InsertOutcome outcome = _graph.TryInsert(
            new NewEvent
            {
                Hash = hash,
                Creator = layout.Creator,
                Sequence = layout.Sequence,
                SelfParent = self?.Handle ?? EventHandle.None,
                CreatedAt = layout.CreatedAt,
            },
            _parents.AsSpan(0, count),
            out EventHandle handle);
        Invariant.Check(outcome == InsertOutcome.Inserted, "a session without branches made an event that follows");
        generation = 1 + Math.Max(generation, self?.Generation ?? -1);
        RecordedEvent added = new(
            layout.Creator.Value, layout.Sequence.Value, hash, handle, generation, layout.CreatedAt.Value);
        _events.Add(EventHead.KeyOf(added.Creator, added.Sequence), added);
        _byHash.Add(hash, added);
        return added;
    }

    /// <summary>An event that was added.</summary>
    public RecordedEvent Of(int creator, int sequence) => _events[EventHead.KeyOf(creator, sequence)];

    /// <summary>An event that was added, by its name.</summary>
    public RecordedEvent Of(EventHash hash) => _byHash[hash];

    /// <summary>True when a recent event (not ordered yet) is the other one, or among its ancestors.</summary>
    public bool Descends(RecordedEvent younger, RecordedEvent older) =>
        HighestOf(younger, older.Creator) >= older.Sequence;

    /// <summary>
    /// The highest sequence of a member among an event's ancestors; less than its first for none, and for an event that
    /// is long ordered.
    /// </summary>
    public int HighestOf(RecordedEvent younger, int creator)
    {
        ReadOnlySpan<int> row = _graph.IsLinkable(younger.Handle) ? _graph.LastAncestors(younger.Handle) : default;
        return row.IsEmpty ? -1 : row[creator];
    }

    /// <summary>Takes the next decided round.</summary>
    public bool TryTakeRound(OrderedRound round) => _graph.TryTakeRound(round);
}
