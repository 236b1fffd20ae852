namespace Hearsay.Gossip;

/// <summary>What an engine did so far. Written by the engine's thread; other threads may read single values.</summary>
public sealed class GossipCounters
{
    public long DatagramsReceived { get; internal set; }

    public long BytesReceived { get; internal set; }

    public long DatagramsSent { get; internal set; }

    public long BytesSent { get; internal set; }

    /// <summary>Events that came in datagrams, copies included.</summary>
    public long EventsReceived { get; internal set; }

    /// <summary>Those of them that were known already.</summary>
    public long DuplicateEvents { get; internal set; }

    /// <summary>Events in the graph, own ones included.</summary>
    public long EventsInserted { get; internal set; }

    public long EventsCreated { get; internal set; }

    /// <summary>Events waiting for parents now.</summary>
    public int EventsWaiting { get; internal set; }

    /// <summary>Events asked for, again included.</summary>
    public long EventsRequested { get; internal set; }

    /// <summary>Events sent in answer to requests and frontiers.</summary>
    public long EventsServed { get; internal set; }

    /// <summary>Places that others' requests made this member look at.</summary>
    public long PlacesLookedAt { get; internal set; }

    /// <summary>Own earlier events repeated against loss.</summary>
    public long EventsRepeated { get; internal set; }

    /// <summary>Pushes left out because the upload budget was used up; repaired by relay or request.</summary>
    public long PushesSkipped { get; internal set; }

    /// <summary>Answers left out because a budget was used up.</summary>
    public long AnswersSkipped { get; internal set; }

    /// <summary>Bytes of actions and system entries waiting for an own event now.</summary>
    public int QueuedPayloadBytes { get; internal set; }

    /// <summary>Events kept in memory now, those whose bytes were let go included.</summary>
    public int EventsKept { get; internal set; }

    /// <summary>Bytes of events held in memory now.</summary>
    public long EventBytesHeld { get; internal set; }

    public long ActionsSubmitted { get; internal set; }
}
