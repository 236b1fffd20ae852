using System.Buffers.Binary;
using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// Makes real events: encoded in the wire format, with actions of the members' players, signed with their keys. Keeps
/// the bytes until nobody asks for them.
/// </summary>
internal sealed class SigningMint : IEventMint
{
    private readonly EventHash _epochId;
    private readonly IReadOnlyList<IEventSigner?> _signers;
    private readonly ICrowdPlayers _players;
    private readonly long[] _nextAction;
    private readonly byte[] _bytes = new byte[Gossip.Limits.EventBytesMax];
    private readonly byte[] _payload = new byte[Gossip.Limits.EventBytesMax];
    private readonly byte[] _action;
    private readonly byte[] _hashes = new byte[(byte.MaxValue + 1) * EventHash.Bytes];
    private readonly EventBytes _store = new();
    private readonly Dictionary<long, (int Block, int Length)> _kept = [];
    private readonly Dictionary<long, PendingSignature> _unsigned = [];
    private readonly SigningLine _line = new();

    public SigningMint(LiveCrowdSetup setup)
    {
        _epochId = setup.Epoch.Id;
        _signers = setup.Signers;
        _players = setup.Players;
        _action = new byte[setup.Options.ActionBytes];
        _nextAction = new long[setup.Options.Members];
        Array.Fill(_nextAction, 1);
    }

    /// <summary>Actions in events so far.</summary>
    public long Actions { get; private set; }

    public EventHash Mint(long number, in EventDraft draft, out int bytes)
    {
        int at = WriteFront(draft);
        for (int i = 0; i < draft.ParentHashes.Length; i++)
        {
            draft.ParentHashes[i].Write(_hashes.AsSpan(i * EventHash.Bytes));
        }

        int hashBytes = draft.ParentHashes.Length * EventHash.Bytes;
        EventHasher.ParentsDigest(_hashes.AsSpan(0, hashBytes)).Write(_bytes.AsSpan(at));
        at += EventHash.Bytes;
        int payload = WritePayload(draft);
        at += Varint.Write(_bytes.AsSpan(at), (ulong)payload);
        _payload.AsSpan(0, payload).CopyTo(_bytes.AsSpan(at));
        at += payload;
        EventHash hash = EventHasher.HashOf(_epochId, _bytes.AsSpan(0, at));
        bytes = at + EventLayout.SignatureBytes;
        Keep(number, _bytes.AsSpan(0, bytes));
        _unsigned[number] = _line.Begin(_signers[draft.Creator.Value]!, hash);
        return hash;
    }

    /// <summary>Keeps the bytes of an event.</summary>
    public void Keep(long number, ReadOnlySpan<byte> eventBytes)
    {
        Forget(number);
        _kept[number] = (_store.Store(eventBytes), eventBytes.Length);
    }

    public void Forget(long number)
    {
        if (_unsigned.Remove(number, out PendingSignature? pending))
        {
            pending.Result();
        }

        if (_kept.Remove(number, out (int Block, int Length) kept))
        {
            _store.Free(kept.Block, kept.Length);
        }
    }

    /// <summary>Makes all signatures that are still in the making: afterwards no signer is used any more.</summary>
    public void Settle()
    {
        _line.End();
        foreach (long number in _unsigned.Keys.ToArray())
        {
            BytesOf(number);
        }
    }

    /// <summary>An event's bytes; empty when they were not kept.</summary>
    public ReadOnlySpan<byte> BytesOf(long number)
    {
        if (!_kept.TryGetValue(number, out (int Block, int Length) kept))
        {
            return default;
        }

        if (_unsigned.Remove(number, out PendingSignature? pending))
        {
            _store.Read(kept.Block, kept.Length).CopyTo(_bytes);
            pending.Result().CopyTo(_bytes.AsSpan(kept.Length - EventLayout.SignatureBytes));
            Keep(number, _bytes.AsSpan(0, kept.Length));
            kept = _kept[number];
        }

        return _store.Read(kept.Block, kept.Length);
    }

    private int WriteFront(in EventDraft draft)
    {
        _bytes[0] = EventLayout.Version;
        BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(1), (ushort)draft.Creator.Value);
        int at = 3 + Varint.Write(_bytes.AsSpan(3), (ulong)draft.Sequence.Value);
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(at), draft.CreatedAt.Value);
        at += sizeof(long);
        _bytes[at++] = (byte)draft.Parents.Length;
        foreach (NamedParent parent in draft.Parents)
        {
            at += Varint.Write(_bytes.AsSpan(at), (ulong)parent.Creator.Value);
            at += Varint.Write(_bytes.AsSpan(at), (ulong)parent.Sequence.Value);
            at += Varint.Write(_bytes.AsSpan(at), (ulong)parent.Age);
        }

        return at;
    }

    private int WritePayload(in EventDraft draft)
    {
        if (draft.ActionCount == 0)
        {
            return 0;
        }

        ref long next = ref _nextAction[draft.Creator.Value];
        int at = Varint.Write(_payload, (ulong)next);
        for (int i = 0; i < draft.ActionCount; i++)
        {
            int length = _players.Act(draft.Creator, _action);
            at += Varint.Write(_payload.AsSpan(at), (ulong)length << 1);
            _action.AsSpan(0, length).CopyTo(_payload.AsSpan(at));
            at += length;
        }

        next += draft.ActionCount;
        Actions += draft.ActionCount;
        return at;
    }
}
