namespace Hearsay.Simulation;

/// <summary>
/// How the network treats datagrams from one node to another: one direction of a pair. The values are what faults
/// change; README.md says where they are drawn. Shares are in millionths.
/// </summary>
internal sealed class LinkState
{
    /// <summary>The least one-way delay, in microseconds.</summary>
    public long DelayMicros { get; set; }

    /// <summary>Mean of the exponentially distributed part that comes on top, in microseconds.</summary>
    public long JitterMicros { get; set; }

    /// <summary>Share of datagrams that get lost.</summary>
    public int LossPpm { get; set; }

    /// <summary>Share of datagrams that arrive twice; the copy has a delay of its own.</summary>
    public int DuplicatePpm { get; set; }

    /// <summary>
    /// Share of datagrams that are held up by <see cref="ReorderMicros"/> and so arrive after later ones.
    /// </summary>
    public int ReorderPpm { get; set; }

    /// <summary>How long a reordered datagram is held up at most, in microseconds.</summary>
    public long ReorderMicros { get; set; }

    /// <summary>Bytes per second that pass; 0 for any number.</summary>
    public long BytesPerS { get; set; }

    /// <summary>Bytes that may wait for a rate limit; what comes then is dropped, as a router does.</summary>
    public long QueueBytes { get; set; }

    /// <summary>How many faults cut this direction now; 0 lets datagrams pass.</summary>
    public int Cuts { get; set; }

    /// <summary>When the rate limit lets the next datagram start, in virtual microseconds.</summary>
    public long FreeAtMicros { get; set; }

    /// <summary>Takes all values but the cuts from another.</summary>
    public void CopyFrom(LinkState other)
    {
        DelayMicros = other.DelayMicros;
        JitterMicros = other.JitterMicros;
        LossPpm = other.LossPpm;
        DuplicatePpm = other.DuplicatePpm;
        ReorderPpm = other.ReorderPpm;
        ReorderMicros = other.ReorderMicros;
        BytesPerS = other.BytesPerS;
        QueueBytes = other.QueueBytes;
    }
}
