using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// Everybody's latest event, as far as an adversary's peer accepted it, and which of them the adversary has not named.
/// </summary>
internal sealed class FreshHeads
{
    private readonly EventHash _epochId;
    private readonly MemberIndex _self;
    private readonly Head[] _heads;

    public FreshHeads(EventHash epochId, int members, MemberIndex self)
    {
        _epochId = epochId;
        _self = self;
        _heads = new Head[members];
        Array.Fill(_heads, new Head(-1, default, default, false));
    }

    /// <summary>Members whose events are known and were not named yet.</summary>
    public int Count => _heads.Count(head => head.IsFresh);

    /// <summary>The sequence of a member's latest event; -1 before the first.</summary>
    public int LatestOf(MemberIndex member) => _heads[member.Value].Sequence;

    /// <summary>The hash of a member's latest event.</summary>
    public EventHash HashOf(MemberIndex member) => _heads[member.Value].Hash;

    /// <summary>Takes note of an event that entered the graph of the adversary's peer.</summary>
    public void Note(ReadOnlySpan<byte> eventBytes, Micros now)
    {
        EventHead head = EventHead.Read(eventBytes);
        if (head.Sequence > _heads[head.Creator].Sequence)
        {
            EventHash hash = EventHasher.HashOf(_epochId, eventBytes[..^EventLayout.SignatureBytes]);
            Set(new MemberIndex(head.Creator), head.Sequence, hash, now);
        }
    }

    /// <summary>Takes note of an event by its name; an own one is never named.</summary>
    public void Set(MemberIndex creator, int sequence, EventHash hash, Micros now) =>
        _heads[creator.Value] = new Head(sequence, hash, now, creator != _self);

    /// <summary>
    /// What was not named yet as parents, by creator; it counts as named from now on.
    /// </summary>
    /// <param name="now">The time, for the ages.</param>
    /// <param name="ageOf">The age to claim, in 100 µs, from the creator and the true age.</param>
    public List<ForgedParent> Take(Micros now, Func<int, long, long> ageOf)
    {
        List<ForgedParent> parents = [];
        for (int member = 0; member < _heads.Length; member++)
        {
            ref Head head = ref _heads[member];
            if (head.IsFresh)
            {
                long age = ageOf(member, Math.Max(0, (now - head.ReceivedAt).Value) / EventLayout.AgeUnitMicros);
                parents.Add(new ForgedParent(member, head.Sequence, head.Hash, age));
                head = head with { IsFresh = false };
            }
        }

        return parents;
    }

    private readonly record struct Head(int Sequence, EventHash Hash, Micros ReceivedAt, bool IsFresh);
}
