using System.Security.Cryptography;
using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Session;

/// <summary>
/// Applies ordered actions to the state machine: each once, within its member's rate, in order. What it does is a pure
/// function of the order.
/// </summary>
internal sealed class ActionApplier(IStateMachine machine, ActionLedger ledger)
{
    private readonly byte[] _stateBytes = new byte[ledger.Bytes + EventHash.Bytes];

    /// <summary>What became of the actions of the round at work.</summary>
    public ActionTally Tally { get; private set; }

    public void BeginRound() => Tally = default;

    /// <summary>Applies one action; <see cref="ActionVerdict.Unknown"/> for one that was ordered before.</summary>
    public (ActionVerdict Verdict, ushort Reason) Apply(MemberIndex member, in PayloadEntry entry, Micros time)
    {
        switch (ledger.Admit(member, entry.ActionNumber, time))
        {
            case Admission.Repeated:
                Tally += new ActionTally(0, 0, 0, 1);
                return (ActionVerdict.Unknown, 0);
            case Admission.OverRate:
                Tally += new ActionTally(0, 0, 1, 0);
                return (ActionVerdict.OverRate, 0);
        }

        ActionOutcome outcome = machine.Apply(new OrderedAction
        {
            Member = member,
            Number = entry.ActionNumber,
            Time = new SessionTime(time.Value),
            Payload = entry.Bytes,
        });
        Tally += outcome.IsApplied ? new ActionTally(1, 0, 0, 0) : new ActionTally(0, 1, 0, 0);
        return (outcome.IsApplied ? ActionVerdict.Applied : ActionVerdict.Rejected, outcome.Reason);
    }

    public void EndRound(Micros time) => machine.Advance(new SessionTime(time.Value));

    /// <summary>SHA-256(ledger ‖ the state machine's digest): the whole state that the order has led to.</summary>
    public StateDigest Digest()
    {
        Span<byte> digest = stackalloc byte[EventHash.Bytes];
        ledger.Write(_stateBytes);
        machine.Digest().Value.Write(_stateBytes.AsSpan(ledger.Bytes));
        SHA256.HashData(_stateBytes, digest);
        return new StateDigest(EventHash.Read(digest));
    }
}
