using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// What a liar can name in its next event: of every member the newest event that it has and that follows none of the
/// grabs held back, as far as it leads beyond the liar's own chain.
/// </summary>
internal sealed class FreeHeads
{
    private readonly RecordedGraph _graph;
    private readonly int _self;
    private readonly int[] _newest;
    private readonly List<RecordedEvent> _heads = [];

    public FreeHeads(RecordedGraph graph, int members, MemberIndex self)
    {
        _graph = graph;
        _self = self.Value;
        _newest = new int[members];
        Array.Fill(_newest, -1);
    }

    /// <summary>The liar's last event; null before the first.</summary>
    public RecordedEvent? Own { get; private set; }

    /// <summary>Takes note of an event that the liar has, its own ones too.</summary>
    public RecordedEvent Note(in EventHead head)
    {
        RecordedEvent known = _graph.Of(head.Creator, head.Sequence);
        _newest[head.Creator] = Math.Max(_newest[head.Creator], head.Sequence);
        Own = head.Creator == _self ? known : Own;
        return known;
    }

    /// <summary>The events to name, by creator. Valid until the next call.</summary>
    /// <param name="held">Grabs that none of them may follow.</param>
    /// <param name="most">How many at most; the youngest are kept.</param>
    public IReadOnlyList<RecordedEvent> Find(IReadOnlyList<RecordedEvent> held, int most)
    {
        _heads.Clear();
        for (int creator = 0; creator < _newest.Length; creator++)
        {
            int covered = Own is null ? -1 : _graph.HighestOf(Own, creator);
            RecordedEvent? free = creator == _self ? null : NewestFree(creator, covered, held);
            if (free is not null)
            {
                _heads.Add(free);
            }
        }

        RecordedEvent[] all = [.. _heads];
        _heads.RemoveAll(head => all.Any(other => other != head && _graph.Descends(other, head)));
        if (_heads.Count > most)
        {
            _heads.Sort((one, other) => other.Generation.CompareTo(one.Generation));
            _heads.RemoveRange(most, _heads.Count - most);
            _heads.Sort((one, other) => one.Creator.CompareTo(other.Creator));
        }

        return _heads;
    }

    private RecordedEvent? NewestFree(int creator, int covered, IReadOnlyList<RecordedEvent> held)
    {
        for (int sequence = _newest[creator]; sequence > covered; sequence--)
        {
            RecordedEvent known = _graph.Of(creator, sequence);
            if (held.All(grab => !_graph.Descends(known, grab)))
            {
                return known;
            }
        }

        return null;
    }
}
