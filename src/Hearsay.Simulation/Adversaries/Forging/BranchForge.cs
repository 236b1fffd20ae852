using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// Makes as many branches of one member as anybody wants: each event stands on an earlier one of the caller's choice,
/// and is remembered, so that whoever asks for it can be answered.
/// </summary>
internal sealed class BranchForge(EventHash epochId, MemberIndex self, IEventSigner signer)
{
    private readonly EventPress _press = new(epochId, self, signer);
    private long _lastMicros;

    /// <summary>All events that were made.</summary>
    public ForgedArchive Archive { get; } = new();

    /// <summary>How many branches it began.</summary>
    public int Branches => Archive.Branches;

    /// <summary>Makes an event.</summary>
    /// <param name="below">Its self-parent; null for a first event.</param>
    /// <param name="now">The time; it is created then, or a little later, so that no two events are equal.</param>
    /// <param name="parents">Its other-parents, by creator.</param>
    public ForgedEvent Make(ForgedEvent? below, Micros now, IReadOnlyList<ForgedParent> parents)
    {
        int sequence = below is null ? 0 : below.Sequence + 1;
        _lastMicros = Math.Max(_lastMicros + 1, now.Value);
        EventHash hash = _press.Make(sequence, below?.Hash ?? default, new Micros(_lastMicros), parents, []);
        EventHash[] hashes = [below?.Hash ?? default, .. parents.Select(parent => parent.Hash)];
        ForgedEvent made = new(self.Value, sequence, hash, _press.Made.ToArray(), hashes);
        Archive.Add(made);
        return made;
    }
}
