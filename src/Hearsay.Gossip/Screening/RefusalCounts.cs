using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>Refusals by sending peer and reason. Thread-safe.</summary>
public sealed class RefusalCounts
{
    private static readonly int Reasons = Enum.GetValues<RefusalReason>().Length;

    private readonly long[] _counts;

    /// <summary>All zero, for a roster of <paramref name="members"/>.</summary>
    public RefusalCounts(int members)
    {
        _counts = new long[members * Reasons];
    }

    /// <summary>How often something from <paramref name="peer"/> was refused for <paramref name="reason"/>.</summary>
    public long Of(MemberIndex peer, RefusalReason reason) =>
        Volatile.Read(ref _counts[(peer.Value * Reasons) + (int)reason]);

    /// <summary>Refusals for one reason, all peers together.</summary>
    public long Total(RefusalReason reason)
    {
        long sum = 0;
        for (int i = (int)reason; i < _counts.Length; i += Reasons)
        {
            sum += Volatile.Read(ref _counts[i]);
        }

        return sum;
    }

    internal void Add(MemberIndex peer, RefusalReason reason) =>
        Interlocked.Increment(ref _counts[(peer.Value * Reasons) + (int)reason]);
}
