using System.Buffers.Binary;
using System.Numerics;
using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// Remembers which (event hash, signature) pairs were verified, in a table of fixed size, without locks: a 64-bit
/// fingerprint per slot, the newest stays. Forgetting costs a second verification, nothing else.
/// </summary>
/// <remarks>
/// A wrong hit would let a bad signature pass, so the fingerprint is a keyed hash (SipHash-1-3, Aumasson and Bernstein
/// 2012) under a key that no member knows: finding a pair that hits takes 2^64 tries over the network.
/// </remarks>
internal sealed class VerifiedSignatures(UInt128 key, int slots)
{
    private readonly ulong[] _slots = new ulong[BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(slots, 64, 1 << 24))];

    /// <summary>The pair's fingerprint; never 0.</summary>
    public ulong FingerprintOf(EventHash hash, ReadOnlySpan<byte> signature)
    {
        Span<byte> message = stackalloc byte[EventHash.Bytes + EventLayout.SignatureBytes];
        hash.Write(message);
        signature.CopyTo(message[EventHash.Bytes..]);
        ulong fingerprint = SipHash13(message);
        return fingerprint == 0 ? 1 : fingerprint;
    }

    /// <summary>True when this fingerprint was added and not pushed out since.</summary>
    public bool Contains(ulong fingerprint) => Volatile.Read(ref SlotOf(fingerprint)) == fingerprint;

    /// <summary>Remembers the fingerprint of a verified pair.</summary>
    public void Add(ulong fingerprint) => Volatile.Write(ref SlotOf(fingerprint), fingerprint);

    private ref ulong SlotOf(ulong fingerprint) => ref _slots[fingerprint & (ulong)(_slots.Length - 1)];

    // The length byte of the standard is left out: all messages have one length.
    private ulong SipHash13(ReadOnlySpan<byte> message)
    {
        ulong k0 = (ulong)key;
        ulong k1 = (ulong)(key >> 64);
        ulong v0 = k0 ^ 0x736f6d6570736575;
        ulong v1 = k1 ^ 0x646f72616e646f6d;
        ulong v2 = k0 ^ 0x6c7967656e657261;
        ulong v3 = k1 ^ 0x7465646279746573;
        for (int at = 0; at < message.Length; at += sizeof(ulong))
        {
            ulong word = BinaryPrimitives.ReadUInt64LittleEndian(message[at..]);
            v3 ^= word;
            Mix(ref v0, ref v1, ref v2, ref v3);
            v0 ^= word;
        }

        v2 ^= 0xff;
        Mix(ref v0, ref v1, ref v2, ref v3);
        Mix(ref v0, ref v1, ref v2, ref v3);
        Mix(ref v0, ref v1, ref v2, ref v3);
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private static void Mix(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v0 += v1;
        v1 = BitOperations.RotateLeft(v1, 13) ^ v0;
        v0 = BitOperations.RotateLeft(v0, 32);
        v2 += v3;
        v3 = BitOperations.RotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = BitOperations.RotateLeft(v1, 17) ^ v2;
        v2 = BitOperations.RotateLeft(v2, 32);
    }
}
