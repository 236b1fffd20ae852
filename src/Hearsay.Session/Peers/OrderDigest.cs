using System.Buffers.Binary;
using System.Security.Cryptography;
using Hearsay.Hashgraph;

namespace Hearsay.Session;

/// <summary>
/// A running SHA-256 over the whole order of an epoch: equal digests after a round mean equal orders up to it. Starts
/// as the epoch's id. For each member that a round convicts, in roster order, digest = SHA-256(digest ‖ member, 2
/// bytes). Then the round is cut into groups of at most <see cref="EventsPerGroup"/> events (at least one group); each
/// makes digest = SHA-256(digest ‖ round, 4 ‖ round time, 8 ‖ events in the group, 4 ‖ per event its hash, 32, and
/// timestamp, 8). All little-endian. Groups keep the scratch small and let the hash run over long stretches.
/// </summary>
public sealed class OrderDigest(EventHash epochId)
{
    private const int EventsPerGroup = 128;
    private const int HeadBytes = EventHash.Bytes + sizeof(int) + sizeof(long) + sizeof(int);
    private const int EventBytes = EventHash.Bytes + sizeof(long);

    private readonly byte[] _scratch = new byte[HeadBytes + (EventsPerGroup * EventBytes)];

    /// <summary>The digest after the last round added.</summary>
    public EventHash Value { get; private set; } = epochId;

    /// <summary>Takes the next round into the digest.</summary>
    public void Add(OrderedRound round)
    {
        foreach (MemberIndex member in round.Convicted)
        {
            AddConvicted(member);
        }

        ReadOnlySpan<OrderedEvent> left = round.Events;
        do
        {
            int count = Math.Min(left.Length, EventsPerGroup);
            AddGroup(round, left[..count]);
            left = left[count..];
        }
        while (!left.IsEmpty);
    }

    private void AddConvicted(MemberIndex member)
    {
        Value.Write(_scratch);
        BinaryPrimitives.WriteUInt16LittleEndian(_scratch.AsSpan(EventHash.Bytes), checked((ushort)member.Value));
        Take(EventHash.Bytes + sizeof(ushort));
    }

    private void AddGroup(OrderedRound round, ReadOnlySpan<OrderedEvent> events)
    {
        Span<byte> to = _scratch;
        Value.Write(to);
        to = to[EventHash.Bytes..];
        BinaryPrimitives.WriteInt32LittleEndian(to, round.Round.Number);
        BinaryPrimitives.WriteInt64LittleEndian(to[sizeof(int)..], round.Time.Value);
        BinaryPrimitives.WriteInt32LittleEndian(to[(sizeof(int) + sizeof(long))..], events.Length);
        to = to[(HeadBytes - EventHash.Bytes)..];
        foreach (ref readonly OrderedEvent next in events)
        {
            next.Hash.Write(to);
            BinaryPrimitives.WriteInt64LittleEndian(to[EventHash.Bytes..], next.Timestamp.Value);
            to = to[EventBytes..];
        }

        Take(HeadBytes + (events.Length * EventBytes));
    }

    private void Take(int bytes)
    {
        Span<byte> digest = stackalloc byte[EventHash.Bytes];
        SHA256.HashData(_scratch.AsSpan(0, bytes), digest);
        Value = EventHash.Read(digest);
    }
}
