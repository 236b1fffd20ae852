using Hearsay.Hashgraph;

namespace Hearsay.Session;

/// <summary>What a peer's order and state were after a round.</summary>
/// <param name="Round">The round.</param>
/// <param name="Order">See <see cref="OrderDigest"/>.</param>
/// <param name="State">
/// The session's state (see <see cref="Peer.StateDigest"/>); null in rounds where it was not taken.
/// </param>
public readonly record struct RoundDigests(Round Round, EventHash Order, StateDigest? State);

/// <summary>The digests of the last rounds, so that peers can be compared at a round that all have.</summary>
internal sealed class DigestHistory
{
    private readonly RoundDigests[] _ring = new RoundDigests[Limits.DigestHistoryRounds];

    public void Add(in RoundDigests digests) => _ring[digests.Round.Number % _ring.Length] = digests;

    /// <summary>False for a round that is not decided yet or too long ago.</summary>
    public bool TryGet(Round round, out RoundDigests digests)
    {
        digests = round.Number < 1 ? default : _ring[round.Number % _ring.Length];
        return digests.Round == round && round.Number > 0;
    }
}
