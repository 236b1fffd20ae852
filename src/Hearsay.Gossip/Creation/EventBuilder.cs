using System.Buffers.Binary;
using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// Puts an own event together: parents, payload, digest, signature. When actions need the room it names fewer parents,
/// down to a floor; what does not fit then waits for the next event.
/// </summary>
internal sealed class EventBuilder(EngineParts parts, OwnChain chain, ParentChoice choice)
{
    private const int ParentsFloorMin = 8;

    // Digest, payload length, signature.
    private const int BytesBehindParents = EventHash.Bytes + 2 + EventLayout.SignatureBytes;
    private const int ParentsFloorShare = 3;

    // The most that a parent takes: three bytes for a creator, five for a sequence, five for an age.
    private const int ParentBytesMax = 3 + 5 + 5;

    private readonly byte[] _bytes = new byte[Limits.EventBytesMax];
    private readonly byte[] _hashes = new byte[(byte.MaxValue + 1) * EventHash.Bytes];
    private readonly int[] _parents = new int[byte.MaxValue];
    private readonly int _most = ParentLimit.Of(parts.Options, parts.Roster.Count);
    private int _parentCount;

    /// <summary>The bytes of the event built last.</summary>
    public ReadOnlySpan<byte> BytesOf(in ScreenedEvent built) => _bytes.AsSpan(0, built.Layout.Length);

    /// <summary>
    /// Builds and signs the next own event with what waits in the queue; the caller takes that off when the event is
    /// in.
    /// </summary>
    public ScreenedEvent Build(PayloadQueue queue)
    {
        Micros createdAt = Schedules.Max(parts.Now, new Micros(chain.LastCreatedAt.Value + 1));
        int at = WriteFront(createdAt);
        ChooseParents(_bytes.Length - at - BytesBehindParents, queue, createdAt);
        _bytes[at - 1] = (byte)_parentCount;
        int parentsAt = at;
        at = WriteParents(at, createdAt);
        EventHasher.ParentsDigest(_hashes.AsSpan(0, (_parentCount + 1) * EventHash.Bytes)).Write(_bytes.AsSpan(at));
        int digestAt = at;
        at = WritePayload(at + EventHash.Bytes, queue, out int payloadLength);
        EventHash hash = EventHasher.HashOf(parts.Setup.EpochId, _bytes.AsSpan(0, at));
        parts.Setup.Signer.Sign(hash, _bytes.AsSpan(at, EventLayout.SignatureBytes));
        choice.NoteNamed(_parents.AsSpan(0, _parentCount));
        EventLayout layout = new()
        {
            Creator = parts.Self,
            Sequence = chain.NextSequence,
            CreatedAt = createdAt,
            ParentCount = _parentCount,
            ParentsAt = parentsAt,
            DigestAt = digestAt,
            PayloadAt = at - payloadLength,
            PayloadLength = payloadLength,
        };
        return new ScreenedEvent(0, hash, layout);
    }

    private int WriteFront(Micros createdAt)
    {
        _bytes[0] = EventLayout.Version;
        BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(1), (ushort)parts.Self.Value);
        int at = 3 + Varint.Write(_bytes.AsSpan(3), (ulong)chain.NextSequence.Value);
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(at), createdAt.Value);
        return at + sizeof(long) + 1;
    }

    private void ChooseParents(int room, PayloadQueue queue, Micros createdAt)
    {
        ReadOnlySpan<int> candidates = choice.Candidates(chain.Named);
        int payload = queue.Bytes == 0 ? 0 : queue.Bytes + Varint.Length(Limits.ActionNumberMax);
        if (candidates.Length <= _most && (candidates.Length * ParentBytesMax) + payload <= room)
        {
            candidates.CopyTo(_parents);
            _parentCount = candidates.Length;
            return;
        }

        ReadOnlySpan<int> ranked = choice.Rank(chain.Named, Math.Min(_most, candidates.Length));
        int floor = Math.Max(ParentsFloorMin, ranked.Length / ParentsFloorShare);
        _parentCount = 0;
        int used = 0;
        foreach (int member in ranked)
        {
            used += BytesOf(ParentOf(member, createdAt));
            if (used > room || (used + payload > room && _parentCount >= floor))
            {
                break;
            }

            _parents[_parentCount++] = member;
        }

        _parents.AsSpan(0, _parentCount).Sort();
    }

    private NamedParent ParentOf(int member, Micros createdAt)
    {
        ref KnownEvent head = ref parts.Known[parts.Known.HeadOf(new MemberIndex(member))];
        long age = Math.Max(0, (createdAt - head.ReceivedAt).Value) / EventLayout.AgeUnitMicros;
        return new NamedParent(head.Layout.Creator, head.Layout.Sequence, (int)Math.Min(age, Limits.AgeMax));
    }

    private static int BytesOf(NamedParent parent) =>
        Varint.Length((ulong)parent.Creator.Value)
        + Varint.Length((ulong)parent.Sequence.Value)
        + Varint.Length((ulong)parent.Age);

    private int WriteParents(int at, Micros createdAt)
    {
        EventHash self = chain.Head < 0 ? default : parts.Known[chain.Head].Hash;
        self.Write(_hashes);
        for (int i = 0; i < _parentCount; i++)
        {
            NamedParent parent = ParentOf(_parents[i], createdAt);
            at += Varint.Write(_bytes.AsSpan(at), (ulong)parent.Creator.Value);
            at += Varint.Write(_bytes.AsSpan(at), (ulong)parent.Sequence.Value);
            at += Varint.Write(_bytes.AsSpan(at), (ulong)parent.Age);
            parts.Known[parts.Known.HeadOf(parent.Creator)].Hash.Write(_hashes.AsSpan((i + 1) * EventHash.Bytes));
        }

        return at;
    }

    /// <summary>Writes the payload and its length; returns where the signature goes.</summary>
    private int WritePayload(int at, PayloadQueue queue, out int length)
    {
        // The length's varint takes one or two bytes: the payload is written behind two, and moved when one is enough.
        const int LengthBytesMax = 2;
        int room = _bytes.Length - at - LengthBytesMax - EventLayout.SignatureBytes;
        length = queue.CopyInto(_bytes.AsSpan(at + LengthBytesMax, room));
        int lengthBytes = Varint.Write(_bytes.AsSpan(at), (ulong)length);
        _bytes.AsSpan(at + LengthBytesMax, length).CopyTo(_bytes.AsSpan(at + lengthBytes));
        return at + lengthBytes + length;
    }
}
