using System.Buffers.Binary;
using System.Numerics;

namespace Hearsay.Gossip;

/// <summary>
/// SipHash-1-3 (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012) under a key that no member knows, so
/// that nobody can look for inputs that collide. The length byte of the standard is left out: all messages that one
/// table hashes have one length.
/// </summary>
internal readonly struct KeyedHash(UInt128 key)
{
    /// <summary>The hash of a message of whole words of eight bytes.</summary>
    public ulong Of(ReadOnlySpan<byte> message)
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
