namespace Hearsay.Hashgraph;

/// <summary>Choices of an <see cref="EventGraph"/> that do not change its output.</summary>
public sealed record EventGraphOptions
{
    /// <summary>
    /// Received events that can still be named as parents, over all members, in events (about 80 bytes each).
    /// Default 65,536: over 30 s of a thousand members at two events a second.
    /// </summary>
    public int LinkableEventsMax { get; init; } = 65_536;

    /// <summary>
    /// The coin of coin rounds; the same for all peers of a session. Default: <see cref="HashCoin"/>.
    /// </summary>
    public ICoin Coin { get; init; } = HashCoin.Instance;

    /// <summary>
    /// The member for which <see cref="EventGraph.Progress"/> is kept. Default null: nobody, which saves the counting.
    /// </summary>
    public MemberIndex? Followed { get; init; }

    /// <summary>
    /// Rules that are broken on purpose, so that a simulation can prove that its checkers would see it. Internal: no
    /// shipped peer can set it.
    /// </summary>
    internal BrokenRules Broken { get; init; } = new();
}

/// <summary>
/// Breaks a tie that an adversary could keep alive: how a witness votes in a coin round without a supermajority.
/// </summary>
public interface ICoin
{
    /// <summary>The vote of the witness with this hash. A pure function.</summary>
    public bool Flip(EventHash witness);
}

/// <summary>
/// The lowest bit of the last byte of the witness's hash (SWIRLDS-TR-2016-01, section 5, algorithm 4: the middle bit).
/// </summary>
public sealed class HashCoin : ICoin
{
    private HashCoin()
    {
    }

    public static HashCoin Instance { get; } = new();

    public bool Flip(EventHash witness) => witness.LastBit;
}
