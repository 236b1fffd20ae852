using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using Hearsay.Hashgraph;

namespace Hearsay.Session.Tests;

/// <summary>
/// A state machine that notes every action. Rejects payloads that begin with <see cref="RejectedMark"/>. Its state is
/// a hash over all calls, so that any difference in order, number, time or payload shows. Allocates nothing but the
/// notes.
/// </summary>
internal sealed class Notebook(bool keepsNotes = true) : IStateMachine
{
    public const byte RejectedMark = 0xFF;

    public const ushort RejectedReason = 7;

    private readonly byte[] _scratch = new byte[EventHash.Bytes + 20 + Gossip.Limits.ActionBytesMax];
    private byte[] _state = new byte[EventHash.Bytes];

    public List<Note> Notes { get; } = [];

    public SessionTime Clock { get; private set; }

    public SessionTime LastActionTime { get; private set; }

    public ActionOutcome Apply(in OrderedAction action)
    {
        Invariant.Check(action.Time >= LastActionTime, "times of actions never decrease");
        LastActionTime = action.Time;
        Mix(action.Member.Value, action.Number, action.Time.Micros, action.Payload);
        if (keepsNotes)
        {
            Notes.Add(new Note(action.Member.Value, action.Number, Convert.ToHexString(action.Payload)));
        }

        return action.Payload[0] == RejectedMark ? ActionOutcome.Rejected(RejectedReason) : ActionOutcome.Applied;
    }

    public void Advance(SessionTime to)
    {
        Invariant.Check(to >= Clock, "the clock never goes back");
        Clock = to;
        Mix(-1, 0, to.Micros, []);
    }

    public void Save(IBufferWriter<byte> destination) => destination.Write(_state);

    public void Load(in ReadOnlySequence<byte> source) => _state = source.ToArray();

    public StateDigest Digest() => new(EventHash.Read(_state));

    private void Mix(int member, long number, long micros, ReadOnlySpan<byte> payload)
    {
        Span<byte> to = _scratch;
        _state.CopyTo(to);
        BinaryPrimitives.WriteInt32LittleEndian(to[EventHash.Bytes..], member);
        BinaryPrimitives.WriteInt64LittleEndian(to[(EventHash.Bytes + 4)..], number);
        BinaryPrimitives.WriteInt64LittleEndian(to[(EventHash.Bytes + 12)..], micros);
        payload.CopyTo(to[(EventHash.Bytes + 20)..]);
        SHA256.HashData(to[..(EventHash.Bytes + 20 + payload.Length)], _state);
    }
}

/// <summary>An action as the state machine saw it.</summary>
internal readonly record struct Note(int Member, long Number, string Payload);
