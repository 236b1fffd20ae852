using System.Buffers.Binary;
using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

/// <summary>A parent as a forged event names it.</summary>
internal readonly record struct ForgedParent(int Creator, int Sequence, EventHash Hash, int Age = 1);

/// <summary>An event made by hand.</summary>
internal sealed record ForgedEvent(byte[] Bytes, EventHash Hash, int Creator, int Sequence)
{
    /// <summary>The hashes of its parents, self-parent first.</summary>
    public byte[] ParentHashes { get; init; } = [];

    public ForgedParent AsParent => new(Creator, Sequence, Hash);
}

/// <summary>
/// Writes events field by field, by a code of its own, so that a mistake of the real writer shows; also events that no
/// honest member would make.
/// </summary>
internal sealed class EventForge(EventHash epochId)
{
    public static byte[] ActionPayload(long number, params byte[][] actions)
    {
        List<byte> payload = [.. VarintBytes((ulong)number)];
        foreach (byte[] action in actions)
        {
            payload.AddRange(VarintBytes((ulong)action.Length * 2));
            payload.AddRange(action);
        }

        return [.. payload];
    }

    public static byte[] VarintBytes(ulong value)
    {
        List<byte> bytes = [];
        do
        {
            byte next = (byte)(value & 0x7f);
            value >>= 7;
            bytes.Add(value > 0 ? (byte)(next | 0x80) : next);
        }
        while (value > 0);
        return [.. bytes];
    }

    public ForgedEvent First(int creator, long createdAt = 1_000) => Make(creator, 0, createdAt, default, []);

    public ForgedEvent After(ForgedEvent self, params ForgedParent[] others) =>
        Make(self.Creator, self.Sequence + 1, 1_000 + self.Sequence + 1, self.Hash, others);

    /// <summary>An event and those that follow it.</summary>
    public ForgedEvent[] Chain(ForgedEvent first, int length)
    {
        List<ForgedEvent> chain = [first];
        while (chain.Count < length)
        {
            chain.Add(After(chain[^1]));
        }

        return [.. chain];
    }

    public ForgedEvent Make(
        int creator, int sequence, long createdAt, EventHash self, ForgedParent[] others, byte[]? payload = null)
    {
        payload ??= [];
        List<byte> bytes = [1, (byte)creator, (byte)(creator >> 8), .. VarintBytes((ulong)sequence)];
        byte[] time = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(time, createdAt);
        bytes.AddRange(time);
        bytes.Add((byte)others.Length);
        List<byte> hashes = [.. BytesOf(self)];
        foreach (ForgedParent other in others)
        {
            bytes.AddRange(VarintBytes((ulong)other.Creator));
            bytes.AddRange(VarintBytes((ulong)other.Sequence));
            bytes.AddRange(VarintBytes((ulong)other.Age));
            hashes.AddRange(BytesOf(other.Hash));
        }

        bytes.AddRange(System.Security.Cryptography.SHA256.HashData(hashes.ToArray()));
        bytes.AddRange(VarintBytes((ulong)payload.Length));
        bytes.AddRange(payload);
        return Sign(bytes, creator, sequence) with { ParentHashes = [.. hashes] };
    }

    /// <summary>Signs any bytes as they are.</summary>
    public ForgedEvent Sign(List<byte> signedBytes, int creator, int sequence)
    {
        byte[] covered = [.. BytesOf(epochId), .. signedBytes];
        EventHash hash = EventHash.Read(System.Security.Cryptography.SHA256.HashData(covered));
        byte[] signature = new byte[EventLayout.SignatureBytes];
        new ToySignatures(new MemberIndex(creator)).Sign(hash, signature);
        return new ForgedEvent([.. signedBytes, .. signature], hash, creator, sequence);
    }

    private static byte[] BytesOf(EventHash hash)
    {
        byte[] bytes = new byte[EventHash.Bytes];
        hash.Write(bytes);
        return bytes;
    }
}
