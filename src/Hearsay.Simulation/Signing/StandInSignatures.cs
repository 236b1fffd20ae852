using System.Buffers.Binary;
using System.Numerics;
using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// Signatures that cost nanoseconds: a keyed hash under a secret per member. Whoever holds this object can sign for
/// anybody, so it exists in simulations only; a simulated adversary gets the signer of its own member and no other.
/// </summary>
internal sealed class StandInSignatures : IEventVerifier
{
    private const int Words = 8;

    private readonly ulong[] _secrets;

    public StandInSignatures(ulong seed, int members)
    {
        Dice dice = new(seed, "signatures");
        _secrets = [.. Enumerable.Range(0, members).Select(_ => dice.Next())];
    }

    /// <summary>The signer of one member; its signatures on one event are all the same.</summary>
    public IEventSigner SignerOf(MemberIndex member) => new Signer(_secrets[member.Value], isFresh: false);

    /// <summary>A signer of one member whose signatures on one event all differ, and are all valid.</summary>
    public IEventSigner FreshSignerOf(MemberIndex member) => new Signer(_secrets[member.Value], isFresh: true);

    /// <inheritdoc/>
    public bool Verify(MemberIndex creator, EventHash signedDigest, ReadOnlySpan<byte> signature)
    {
        Span<byte> expected = stackalloc byte[Words * sizeof(ulong)];
        ulong nonce = BinaryPrimitives.ReadUInt64LittleEndian(signature);
        Sign(_secrets[creator.Value], nonce, signedDigest, expected);
        return signature.SequenceEqual(expected);
    }

    /// <summary>Writes the nonce, and words that follow from it, the secret and the digest.</summary>
    private static void Sign(ulong secret, ulong nonce, EventHash digest, Span<byte> signature)
    {
        Span<byte> bytes = stackalloc byte[EventHash.Bytes];
        digest.Write(bytes);
        ulong state = secret ^ nonce;
        for (int at = 0; at < EventHash.Bytes; at += sizeof(ulong))
        {
            state = Mix(state ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]));
        }

        BinaryPrimitives.WriteUInt64LittleEndian(signature, nonce);
        for (int word = 1; word < Words; word++)
        {
            state = Mix(state + secret);
            BinaryPrimitives.WriteUInt64LittleEndian(signature[(word * sizeof(ulong))..], state);
        }
    }

    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 32)) * 0xD6E8FEB86659FD93;
            value = (value ^ (value >> 32)) * 0xD6E8FEB86659FD93;
            return BitOperations.RotateLeft(value, 23) ^ (value >> 32);
        }
    }

    private sealed class Signer(ulong secret, bool isFresh) : IEventSigner
    {
        private ulong _nonce;

        public void Sign(EventHash signedDigest, Span<byte> signature)
        {
            _nonce += isFresh ? 1UL : 0;
            StandInSignatures.Sign(secret, _nonce, signedDigest, signature);
        }
    }
}
