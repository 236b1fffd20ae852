using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// What may be asked for in a second, in bytes of the expected answers: a peer that falls behind would otherwise ask
/// for more than it can take in, lose that too, and never catch up. Everything is charged to the creator of the event
/// that waits: half of it is divided into equal parts, one for each; whoever needs more shares the other half.
/// </summary>
internal sealed class AskBudgets
{
    private readonly TokenBucket[] _own;
    private readonly bool _isCharged;
    private TokenBucket _shared;

    public AskBudgets(GossipOptions options, int members, Micros now)
    {
        long half = Math.Max(1, options.UploadBytesPerS / 2);
        long burst = Math.Max(Limits.AskBurstBytesMin, 2 * half / members);
        _own = new TokenBucket[members];
        _own.AsSpan().Fill(new TokenBucket(half / members, burst, now));
        _shared = new TokenBucket(half, half, now);
        _isCharged = options.Defences.HasFlag(Defences.ChargedAsks);
    }

    /// <summary>True when something may be asked for on a member's account.</summary>
    public bool Has(MemberIndex member, Micros now) =>
        !_isCharged || _own[member.Value].Has(1, now) || _shared.Has(1, now);

    /// <summary>
    /// Takes what is asked for from the member's own part while there is any, else from the shared one; at most into
    /// one burst of debt.
    /// </summary>
    public void Take(MemberIndex member, long bytes, Micros now)
    {
        if (_own[member.Value].Has(1, now))
        {
            _own[member.Value].TakeAhead(bytes, now);
        }
        else
        {
            _shared.TakeAhead(bytes, now);
        }
    }
}
