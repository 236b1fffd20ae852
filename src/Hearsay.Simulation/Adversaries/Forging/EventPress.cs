using System.Buffers.Binary;
using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>Encodes and signs any event of one member, on whatever parents the caller names.</summary>
internal sealed class EventPress(EventHash epochId, MemberIndex self, IEventSigner signer)
{
    private readonly byte[] _bytes = new byte[Gossip.Limits.EventBytesMax];
    private readonly byte[] _hashes = new byte[(byte.MaxValue + 1) * EventHash.Bytes];

    /// <summary>Whose events it makes.</summary>
    public MemberIndex Self => self;

    /// <summary>The bytes of the event made last. Valid until the next one is made.</summary>
    public ReadOnlySpan<byte> Made => _bytes.AsSpan(0, Length);

    private int Length { get; set; }

    /// <summary>Makes an event; returns its hash.</summary>
    /// <param name="sequence">Its place on the chain.</param>
    /// <param name="selfParent">The hash of the event before; not looked at for sequence 0.</param>
    /// <param name="createdAt">Its creation time.</param>
    /// <param name="parents">Its other-parents, by creator.</param>
    /// <param name="payload">Its payload.</param>
    public EventHash Make(
        int sequence, EventHash selfParent, Micros createdAt, IReadOnlyList<ForgedParent> parents, byte[] payload)
    {
        (sequence == 0 ? default : selfParent).Write(_hashes);
        for (int i = 0; i < parents.Count; i++)
        {
            parents[i].Hash.Write(_hashes.AsSpan((i + 1) * EventHash.Bytes));
        }

        EventHash digest = EventHasher.ParentsDigest(_hashes.AsSpan(0, (parents.Count + 1) * EventHash.Bytes));
        return Make((sequence, createdAt), parents, digest, payload);
    }

    /// <summary>Makes an event on a parents digest of the caller's choice; returns its hash.</summary>
    public EventHash Make(
        (int Sequence, Micros CreatedAt) head, IReadOnlyList<ForgedParent> parents, EventHash digest, byte[] payload)
    {
        int at = WriteFront(head.Sequence, head.CreatedAt, parents.Count);
        foreach (ForgedParent parent in parents)
        {
            at += Varint.Write(_bytes.AsSpan(at), (ulong)parent.Creator);
            at += Varint.Write(_bytes.AsSpan(at), (ulong)parent.Sequence);
            at += Varint.Write(_bytes.AsSpan(at), (ulong)parent.Age);
        }

        digest.Write(_bytes.AsSpan(at));
        at += EventHash.Bytes;
        at += Varint.Write(_bytes.AsSpan(at), (ulong)payload.Length);
        payload.CopyTo(_bytes, at);
        at += payload.Length;
        EventHash hash = EventHasher.HashOf(epochId, _bytes.AsSpan(0, at));
        signer.Sign(hash, _bytes.AsSpan(at, EventLayout.SignatureBytes));
        Length = at + EventLayout.SignatureBytes;
        return hash;
    }

    private int WriteFront(int sequence, Micros createdAt, int parents)
    {
        _bytes[0] = EventLayout.Version;
        BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(1), (ushort)self.Value);
        int at = 3 + Varint.Write(_bytes.AsSpan(3), (ulong)sequence);
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(at), createdAt.Value);
        _bytes[at + sizeof(long)] = (byte)parents;
        return at + sizeof(long) + 1;
    }
}
