namespace Hearsay.Hashgraph;

/// <summary>What became of a graph file.</summary>
/// <param name="Events">Events read before the end or the refusal.</param>
/// <param name="Rounds">Decided rounds written.</param>
/// <param name="Refusal">Why the rest was refused; null when the whole file was good.</param>
public sealed record GraphFileOutcome(long Events, int Rounds, GraphFileRefusal? Refusal);

/// <summary>
/// The consensus order of a graph in a file. Holds the name and place of every event, so that any of them can be a
/// parent to the end of the file: at most <see cref="Limits.GraphFileEventsMax"/>.
/// </summary>
public sealed class GraphFileOrdering
{
    private readonly GraphFileReader _reader;
    private readonly RoundWriter _writer;
    private readonly EventGraph _graph;
    private readonly Dictionary<EventHash, EventHandle> _handles = [];
    private readonly OtherParent[] _parents = new OtherParent[Limits.OtherParentsMax];
    private readonly OrderedRound _round = new();
    private int _rounds;

    private GraphFileOrdering(GraphFileReader reader, RoundWriter writer, Roster roster)
    {
        _reader = reader;
        _writer = writer;
        _graph = new EventGraph(roster, new EventGraphOptions { LinkableEventsMax = Limits.GraphFileEventsMax });
    }

    /// <summary>
    /// Reads a graph file and writes each round as soon as it is decided. Any order of the same events, parents first,
    /// gives the same text. Bad content is a <see cref="GraphFileOutcome.Refusal"/>; rounds that were decided by the
    /// lines before it are written already. Errors of the streams are thrown as they are. Both stay open.
    /// </summary>
    public static GraphFileOutcome Order(Stream input, TextWriter output)
    {
        GraphFileReader reader = new(input);
        Roster? roster = reader.ReadRoster();
        return roster is null
            ? new GraphFileOutcome(0, 0, reader.Refusal)
            : new GraphFileOrdering(reader, new RoundWriter(output), roster).Run();
    }

    private GraphFileOutcome Run()
    {
        GraphFileEvent e = new();
        while (_reader.TryReadEvent(e) && TryInsert(e))
        {
            while (_graph.TryTakeRound(_round))
            {
                _writer.Write(_round);
                _rounds++;
            }
        }

        return new GraphFileOutcome(_handles.Count, _rounds, _reader.Refusal);
    }

    private bool TryInsert(GraphFileEvent e)
    {
        string? problem = TryLink(e, out EventHandle selfParent);
        if (problem is null)
        {
            NewEvent newEvent = new()
            {
                Hash = e.Hash,
                Creator = e.Creator,
                Sequence = e.Sequence,
                SelfParent = selfParent,
                CreatedAt = e.CreatedAt,
            };
            InsertOutcome outcome =
                _graph.TryInsert(newEvent, _parents.AsSpan(0, e.OtherParents.Count), out EventHandle handle);
            problem = ReasonOf(outcome);
            if (problem is null)
            {
                _handles.Add(e.Hash, handle);
            }
        }

        if (problem is not null)
        {
            _reader.Refuse(problem);
        }

        return problem is null;
    }

    private string? TryLink(GraphFileEvent e, out EventHandle selfParent)
    {
        selfParent = EventHandle.None;
        if (_handles.ContainsKey(e.Hash))
        {
            return "an event with this hash came before";
        }

        if (_handles.Count == Limits.GraphFileEventsMax)
        {
            return $"there are more than {Limits.GraphFileEventsMax} events";
        }

        if (e.SelfParent is { } hash && !_handles.TryGetValue(hash, out selfParent))
        {
            return $"the self-parent {hash} did not come before";
        }

        for (int i = 0; i < e.OtherParents.Count; i++)
        {
            GraphFileParent parent = e.OtherParents[i];
            if (!_handles.TryGetValue(parent.Hash, out EventHandle handle))
            {
                return $"the other-parent {parent.Hash} did not come before";
            }

            _parents[i] = new OtherParent(handle, parent.Age);
        }

        return null;
    }

    private static string? ReasonOf(InsertOutcome outcome) => outcome switch
    {
        InsertOutcome.Inserted => null,
        InsertOutcome.Duplicate => "an event with this hash came before",
        InsertOutcome.UnknownCreator => "the creator is not among the members",
        InsertOutcome.UnknownSelfParent => "the self-parent is too old",
        InsertOutcome.UnknownOtherParent => "an other-parent is too old",
        InsertOutcome.SequenceGap => "seq is not the self-parent's plus one, or not 0 without a self-parent",
        InsertOutcome.ForeignSelfParent => "the self-parent was made by another member",
        InsertOutcome.OwnOtherParent => "an other-parent was made by the event's own creator",
        InsertOutcome.TwoParentsOfOneCreator => "two other-parents were made by one member",
        InsertOutcome.TooManyParents => $"there are more than {Limits.OtherParentsMax} other-parents",
        InsertOutcome.TimeNotAfterSelfParent => "createdAtMicros is not after the self-parent's",
        InsertOutcome.TimeTooLate => "createdAtMicros is too large",
        InsertOutcome.NegativeAge => "an age is negative",
        InsertOutcome.TooManyUnreceived => "there are too many events that no decided round received",
        _ => $"the graph refuses it: {outcome}",
    };
}
