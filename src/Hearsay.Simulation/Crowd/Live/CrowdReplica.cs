using Hearsay.Gossip;
using Hearsay.Hashgraph;
using Hearsay.Session;

namespace Hearsay.Simulation;

/// <summary>The crowd's own copy of the state: applies the rounds of the shared graph as a session does.</summary>
internal sealed class CrowdReplica
{
    private readonly LiveCrowdSetup _setup;
    private readonly SigningMint _mint;
    private readonly ActionApplier _applier;
    private readonly OrderDigest _order;

    public CrowdReplica(LiveCrowdSetup setup, SigningMint mint)
    {
        _setup = setup;
        _mint = mint;
        _applier = new ActionApplier(setup.Machine, new ActionLedger(setup.Options.Members, setup.Constitution));
        _order = new OrderDigest(setup.Epoch.Id);
    }

    /// <summary>The digests after the last round of which the state's was taken.</summary>
    public RoundDigests Digests { get; private set; } = new(default, default, null);

    /// <summary>The last round applied.</summary>
    public Round LastRound { get; private set; }

    /// <summary>What became of all actions.</summary>
    public ActionTally Tally { get; private set; }

    /// <summary>Applies the next round.</summary>
    public void Apply(OrderedRound round)
    {
        _applier.BeginRound();
        foreach (ref readonly OrderedEvent next in round.Events)
        {
            ReadOnlySpan<byte> bytes = _mint.BytesOf(next.Tag);
            bool isEvent = EventLayout.TryRead(bytes, _setup.Options.Members, out EventLayout layout, out _);
            Invariant.Check(isEvent, "the bytes of an event are kept until it is applied");
            PayloadReader payload = new(layout.PayloadOf(bytes));
            while (payload.TryRead(out PayloadEntry entry))
            {
                if (entry.Kind == EntryKind.Action)
                {
                    _applier.Apply(next.Creator, entry, next.Timestamp);
                }
            }
        }

        _applier.EndRound(round.Time);
        _order.Add(round);
        LastRound = round.Round;
        Tally += _applier.Tally;
        if (LastRound.Number % _setup.DigestEveryRounds == 0)
        {
            Digests = new RoundDigests(LastRound, _order.Value, _applier.Digest());
        }
    }
}
