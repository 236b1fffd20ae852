using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>What the members of a crowd do.</summary>
public interface ICrowdPlayers
{
    /// <summary>Writes a member's next action; returns its length, at least 1.</summary>
    /// <param name="member">Who acts.</param>
    /// <param name="action">Room for <see cref="CrowdOptions.ActionBytes"/> bytes.</param>
    public int Act(MemberIndex member, Span<byte> action);
}

/// <summary>The way from a live crowd to the peer outside.</summary>
public interface ICrowdWire
{
    /// <summary>A datagram of a member arrives at the peer now. The bytes are valid during the call only.</summary>
    public void Send(MemberIndex from, ReadOnlySpan<byte> datagram);
}
