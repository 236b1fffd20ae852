namespace Hearsay.Transport;

/// <summary>What a link did since it was opened. A snapshot: each number is exact, not all of one instant.</summary>
public sealed record LinkCounters
{
    /// <summary>Datagrams that were received from members.</summary>
    public required long DatagramsIn { get; init; }

    /// <summary>Their bytes, without IP and UDP headers.</summary>
    public required long BytesIn { get; init; }

    /// <summary>Datagrams that were handed to the operating system.</summary>
    public required long DatagramsOut { get; init; }

    /// <summary>Their bytes, without IP and UDP headers.</summary>
    public required long BytesOut { get; init; }

    /// <summary>Refused datagrams, by <see cref="LinkRefusal"/>.</summary>
    public required IReadOnlyList<long> RefusedByReason { get; init; }

    /// <summary>How many datagrams were refused for one reason.</summary>
    public long Refused(LinkRefusal reason) => RefusedByReason[(int)reason];
}
