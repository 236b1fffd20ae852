using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// On whose account the events of members that branched are fetched. Such an event is taken in only because another
/// member's event (its root) needs it, and that member pays, at its own rate: whoever builds a ladder of a thousand
/// branches below one event after the other waits for them longest. When others' events need the root in turn, they pay
/// beside it: what an honest member names comes at the rate of all that need it.
/// </summary>
internal sealed class Sponsors
{
    private readonly EngineParts _parts;
    private readonly Undecided _undecided;
    private readonly Needs _needs;
    private readonly TokenBucket[] _events;
    private readonly int _undecidedMax;

    public Sponsors(EngineParts parts, Needs needs, Undecided undecided)
    {
        _parts = parts;
        _needs = needs;
        _undecided = undecided;
        _undecidedMax = UndecidedShare.Of(parts.Roster.Count);
        _events = new TokenBucket[parts.Roster.Count];
        _events.AsSpan().Fill(new TokenBucket(
            Limits.SponsoredEventsPerS, Limits.SponsoredEventsBurst, parts.Now));
    }

    /// <summary>True while the event for whose sake this one came is still here.</summary>
    public bool HasRoot(int index)
    {
        ref KnownEvent known = ref _parts.Known[index];
        return _parts.Known[known.Root].Version == known.RootVersion;
    }

    /// <summary>
    /// True when the root's creator, or another member whose event needs the root, has something left to pay with.
    /// </summary>
    public bool CanPay(int root) => FirstThatCanPay(root) >= 0;

    /// <summary>
    /// Charges for an event that came for the sake of a root: whoever can pay first, or else the root's creator, into
    /// its debt.
    /// </summary>
    public void Pay(int root)
    {
        int payer = FirstThatCanPay(root);
        payer = payer < 0 ? root : payer;
        _events[_parts.Known[payer].Layout.Creator.Value].TakeAhead(1, _parts.Now);
    }

    private int FirstThatCanPay(int root)
    {
        for (int i = 0; i < Needs.StepsMax && root >= 0; i++)
        {
            MemberIndex member = _parts.Known[root].Layout.Creator;
            if (_undecided.SponsoredBy(member) < _undecidedMax && _events[member.Value].Has(1, _parts.Now))
            {
                return root;
            }

            root = _needs.NeededBy(root);
        }

        return -1;
    }
}
