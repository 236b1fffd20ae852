using System.Numerics;
using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// Remembers which (event hash, signature) pairs were verified, in a table of fixed size, without locks: a 64-bit
/// fingerprint per slot, the newest stays. Forgetting costs a second verification, nothing else.
/// </summary>
/// <remarks>
/// A wrong hit would let a bad signature pass, so the fingerprint is a keyed hash under a key that no member knows:
/// finding a pair that hits takes 2^64 tries over the network.
/// </remarks>
internal sealed class VerifiedSignatures(KeyedHash keyed, int slots)
{
    private readonly ulong[] _slots = new ulong[BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(slots, 64, 1 << 24))];

    /// <summary>The pair's fingerprint; never 0.</summary>
    public ulong FingerprintOf(EventHash hash, ReadOnlySpan<byte> signature)
    {
        Span<byte> message = stackalloc byte[EventHash.Bytes + EventLayout.SignatureBytes];
        hash.Write(message);
        signature.CopyTo(message[EventHash.Bytes..]);
        ulong fingerprint = keyed.Of(message);
        return fingerprint == 0 ? 1 : fingerprint;
    }

    /// <summary>True when this fingerprint was added and not pushed out since.</summary>
    public bool Contains(ulong fingerprint) => Volatile.Read(ref SlotOf(fingerprint)) == fingerprint;

    /// <summary>Remembers the fingerprint of a verified pair.</summary>
    public void Add(ulong fingerprint) => Volatile.Write(ref SlotOf(fingerprint), fingerprint);

    private ref ulong SlotOf(ulong fingerprint) => ref _slots[fingerprint & (ulong)(_slots.Length - 1)];
}
