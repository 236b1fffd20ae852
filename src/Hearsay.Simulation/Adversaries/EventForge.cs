using System.Buffers.Binary;
using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// Makes signed events by hand, so that an adversary can say what its peer never would. It keeps the adversary's own
/// chain and knows everybody's latest event as far as the adversary's peer accepted it.
/// </summary>
internal sealed class EventForge
{
    private readonly EventHash _epochId;
    private readonly MemberIndex _self;
    private readonly IEventSigner _signer;
    private readonly Head[] _heads;
    private readonly byte[] _bytes = new byte[Gossip.Limits.EventBytesMax];

    public EventForge(EventHash epochId, int members, MemberIndex self, IEventSigner signer)
    {
        _epochId = epochId;
        _self = self;
        _signer = signer;
        _heads = new Head[members];
        Array.Fill(_heads, new Head(-1, default, default, false));
    }

    /// <summary>What an event says beside its parents.</summary>
    /// <param name="CreatedAt">Its creation time.</param>
    /// <param name="Age">The age of a parent, in 100 µs, from the creator and the true age.</param>
    /// <param name="Payload">Its payload.</param>
    public readonly record struct Words(Micros CreatedAt, Func<int, long, long> Age, byte[] Payload);

    /// <summary>The sequence of the own last event; -1 before the first.</summary>
    public int LastSequence => _heads[_self.Value].Sequence;

    /// <summary>Members whose events are known and were not named yet.</summary>
    public int Fresh => _heads.Count(head => head.IsFresh);

    /// <summary>Takes note of an event that entered the graph of the adversary's peer.</summary>
    public void Note(ReadOnlySpan<byte> eventBytes, Micros now)
    {
        EventHead head = EventHead.Read(eventBytes);
        if (head.Sequence > _heads[head.Creator].Sequence)
        {
            EventHash hash = EventHasher.HashOf(_epochId, eventBytes[..^EventLayout.SignatureBytes]);
            _heads[head.Creator] = new Head(head.Sequence, hash, now, head.Creator != _self.Value);
        }
    }

    /// <summary>The next event of the own chain, naming everything fresh. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Next(in Words words, Micros now)
    {
        List<ForgedParent> parents = [];
        for (int member = 0; member < _heads.Length; member++)
        {
            ref Head head = ref _heads[member];
            if (head.IsFresh && member != _self.Value)
            {
                long age = words.Age(member, Math.Max(0, (now - head.ReceivedAt).Value) / EventLayout.AgeUnitMicros);
                parents.Add(new ForgedParent(member, head.Sequence, head.Hash, age));
                head = head with { IsFresh = false };
            }
        }

        return Next(words.CreatedAt, parents, words.Payload);
    }

    /// <summary>The next event of the own chain, naming what the caller says. Valid until the next call.</summary>
    /// <param name="createdAt">Its creation time.</param>
    /// <param name="parents">Its other-parents, by creator.</param>
    /// <param name="payload">Its payload.</param>
    public ReadOnlySpan<byte> Next(Micros createdAt, IReadOnlyList<ForgedParent> parents, byte[] payload)
    {
        Span<byte> hashes = new byte[(parents.Count + 1) * EventHash.Bytes];
        _heads[_self.Value].Hash.Write(hashes);
        int at = WriteFront(LastSequence + 1, createdAt, parents.Count);
        for (int i = 0; i < parents.Count; i++)
        {
            ForgedParent parent = parents[i];
            at = WriteParent(at, parent.Creator, parent.Sequence, parent.Age);
            parent.Hash.Write(hashes[((i + 1) * EventHash.Bytes)..]);
        }

        int length = Seal(at, EventHasher.ParentsDigest(hashes), payload, out EventHash hash);
        _heads[_self.Value] = new Head(LastSequence + 1, hash, createdAt, false);
        return _bytes.AsSpan(0, length);
    }

    /// <summary>An event whose parents nobody has. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Orphan(Dice dice, int sequence, Micros createdAt)
    {
        int parents = dice.Below(Math.Min(_heads.Length, 8));
        int at = WriteFront(sequence, createdAt, parents);
        int member = -1;
        for (int i = 0; i < parents; i++)
        {
            member += 1 + (member + 1 == _self.Value ? 1 : 0);
            at = WriteParent(at, member % ushort.MaxValue, sequence + dice.Below(1_000), dice.Below(1_000));
        }

        Span<byte> noise = stackalloc byte[EventHash.Bytes];
        BinaryPrimitives.WriteUInt64LittleEndian(noise, dice.Next());
        return _bytes.AsSpan(0, Seal(at, EventHash.Read(noise), [], out _));
    }

    /// <summary>
    /// An event on the own chain's end that is not taken into the chain: the next one takes its place.
    /// </summary>
    public ReadOnlySpan<byte> Aside(Micros createdAt, byte[] payload)
    {
        byte[] hashes = new byte[EventHash.Bytes];
        _heads[_self.Value].Hash.Write(hashes);
        int at = WriteFront(LastSequence + 1, createdAt, 0);
        return _bytes.AsSpan(0, Seal(at, EventHasher.ParentsDigest(hashes), payload, out _));
    }

    private int WriteFront(int sequence, Micros createdAt, int parents)
    {
        _bytes[0] = EventLayout.Version;
        BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(1), (ushort)_self.Value);
        int at = 3 + Varint.Write(_bytes.AsSpan(3), (ulong)sequence);
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(at), createdAt.Value);
        _bytes[at + sizeof(long)] = (byte)parents;
        return at + sizeof(long) + 1;
    }

    private int WriteParent(int at, int creator, int sequence, long age)
    {
        at += Varint.Write(_bytes.AsSpan(at), (ulong)creator);
        at += Varint.Write(_bytes.AsSpan(at), (ulong)sequence);
        return at + Varint.Write(_bytes.AsSpan(at), (ulong)age);
    }

    private int Seal(int at, EventHash parentsDigest, byte[] payload, out EventHash hash)
    {
        parentsDigest.Write(_bytes.AsSpan(at));
        at += EventHash.Bytes;
        at += Varint.Write(_bytes.AsSpan(at), (ulong)payload.Length);
        payload.CopyTo(_bytes, at);
        at += payload.Length;
        hash = EventHasher.HashOf(_epochId, _bytes.AsSpan(0, at));
        _signer.Sign(hash, _bytes.AsSpan(at, EventLayout.SignatureBytes));
        return at + EventLayout.SignatureBytes;
    }

    private readonly record struct Head(int Sequence, EventHash Hash, Micros ReceivedAt, bool IsFresh);
}
