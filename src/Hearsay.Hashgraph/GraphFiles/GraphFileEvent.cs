namespace Hearsay.Hashgraph;

/// <summary>One event line of a graph file. Owned by the caller and reused from line to line.</summary>
public sealed class GraphFileEvent
{
    /// <summary>The event's name.</summary>
    public EventHash Hash { get; set; }

    /// <summary>Its creator's place in the file's list of members.</summary>
    public MemberIndex Creator { get; set; }

    /// <summary>Its place on the self-chain; events of a creator that branched share it.</summary>
    public Sequence Sequence { get; set; }

    /// <summary>The creator's event before it; null at sequence 0.</summary>
    public EventHash? SelfParent { get; set; }

    /// <summary>When its creator says that it was made.</summary>
    public Micros CreatedAt { get; set; }

    /// <summary>The events of others that it names.</summary>
    public IList<GraphFileParent> OtherParents { get; } = new List<GraphFileParent>();
}

/// <summary>An other-parent, by its hash.</summary>
/// <param name="Hash">The named event.</param>
/// <param name="Age">How long before the naming event's creation its creator received it.</param>
public readonly record struct GraphFileParent(EventHash Hash, Micros Age);
