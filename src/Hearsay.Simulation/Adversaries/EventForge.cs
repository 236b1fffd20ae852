using System.Buffers.Binary;
using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// Makes signed events by hand, so that an adversary can say what its peer never would. It keeps the adversary's own
/// chain and knows everybody's latest event as far as the adversary's peer accepted it.
/// </summary>
internal sealed class EventForge(EventHash epochId, int members, MemberIndex self, IEventSigner signer)
{
    private readonly EventPress _press = new(epochId, self, signer);
    private readonly FreshHeads _heads = new(epochId, members, self);

    /// <summary>What an event says beside its parents.</summary>
    /// <param name="CreatedAt">Its creation time.</param>
    /// <param name="Age">The age of a parent, in 100 µs, from the creator and the true age.</param>
    /// <param name="Payload">Its payload.</param>
    public readonly record struct Words(Micros CreatedAt, Func<int, long, long> Age, byte[] Payload);

    /// <summary>The sequence of the own last event; -1 before the first.</summary>
    public int LastSequence => _heads.LatestOf(self);

    /// <summary>Members whose events are known and were not named yet.</summary>
    public int Fresh => _heads.Count;

    /// <summary>Takes note of an event that entered the graph of the adversary's peer.</summary>
    public void Note(ReadOnlySpan<byte> eventBytes, Micros now) => _heads.Note(eventBytes, now);

    /// <summary>The next event of the own chain, naming everything fresh. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Next(in Words words, Micros now) =>
        Next(words.CreatedAt, _heads.Take(now, words.Age), words.Payload);

    /// <summary>The next event of the own chain, naming what the caller says. Valid until the next call.</summary>
    /// <param name="createdAt">Its creation time.</param>
    /// <param name="parents">Its other-parents, by creator.</param>
    /// <param name="payload">Its payload.</param>
    public ReadOnlySpan<byte> Next(Micros createdAt, IReadOnlyList<ForgedParent> parents, byte[] payload)
    {
        EventHash hash = _press.Make(LastSequence + 1, _heads.HashOf(self), createdAt, parents, payload);
        _heads.Set(self, LastSequence + 1, hash, createdAt);
        return _press.Made;
    }

    /// <summary>An event whose parents nobody has. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Orphan(Dice dice, int sequence, Micros createdAt)
    {
        List<ForgedParent> parents = [];
        int count = dice.Below(Math.Min(members, 8));
        int member = -1;
        for (int i = 0; i < count; i++)
        {
            member += 1 + (member + 1 == self.Value ? 1 : 0);
            int named = sequence + dice.Below(1_000);
            parents.Add(new ForgedParent(member % ushort.MaxValue, named, default, dice.Below(1_000)));
        }

        return Lost(dice, sequence, createdAt, parents);
    }

    /// <summary>
    /// An event anywhere on the own chain, on parents that nobody has, whatever they are called. Valid until the next
    /// call.
    /// </summary>
    public ReadOnlySpan<byte> Lost(Dice dice, int sequence, Micros createdAt, IReadOnlyList<ForgedParent> parents)
    {
        Span<byte> noise = stackalloc byte[EventHash.Bytes];
        BinaryPrimitives.WriteUInt64LittleEndian(noise, dice.Next());
        _press.Make((sequence, createdAt), parents, EventHash.Read(noise), []);
        return _press.Made;
    }

    /// <summary>
    /// An event on the own chain's end that is not taken into the chain: the next one takes its place.
    /// </summary>
    public ReadOnlySpan<byte> Aside(Micros createdAt, byte[] payload)
    {
        _press.Make(LastSequence + 1, _heads.HashOf(self), createdAt, [], payload);
        return _press.Made;
    }
}
