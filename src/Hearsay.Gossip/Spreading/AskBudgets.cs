using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// What may be asked for in a second, in bytes of the expected answers: a peer that falls behind would otherwise ask for
/// more than it can take in, lose that too, and never catch up. Everything is charged to the creator of the event that
/// waits: each has a part of its own, and shares as much again with all others, so that what one member's events name,
/// however much, delays nobody else's.
/// </summary>
internal sealed class AskBudgets
{
    private readonly TokenBucket[] _own;
    private TokenBucket _shared;

    public AskBudgets(GossipOptions options, int members, Micros now)
    {
        long half = Math.Max(1, options.UploadBytesPerS / 2);
        long burst = Math.Max(Limits.AskBurstBytesMin, 2 * half / members);
        _own = new TokenBucket[members];
        _own.AsSpan().Fill(new TokenBucket(half / members, burst, now));
        _shared = new TokenBucket(half, half, now);
    }

    /// <summary>True when something may be asked for on a member's account; takes it, at most into one burst of debt.</summary>
    public bool TryTake(MemberIndex member, long bytes, Micros now)
    {
        if (_own[member.Value].Has(1, now))
        {
            _own[member.Value].TakeAhead(bytes, now);
            return true;
        }

        if (!_shared.Has(bytes, now))
        {
            return false;
        }

        _shared.TakeAhead(bytes, now);
        return true;
    }

    /// <summary>Takes what an ask turned out to be for beyond what was taken, at most into one burst of debt.</summary>
    public void TakeMore(MemberIndex member, long bytes, Micros now) => _own[member.Value].TakeAhead(bytes, now);
}
