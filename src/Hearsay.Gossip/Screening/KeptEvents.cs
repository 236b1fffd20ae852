using System.Buffers.Binary;
using System.Numerics;
using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>What a screen finds out about an event from <see cref="KeptEvents"/>.</summary>
internal enum Copy
{
    /// <summary>Nothing is known of such an event.</summary>
    None,

    /// <summary>The engine keeps it, with this signature.</summary>
    Same,

    /// <summary>The engine keeps it, with another signature.</summary>
    SignedAgain,
}

/// <summary>
/// Which events the engine keeps, as far as the screen in front of it asks: so that none of them is checked again,
/// whatever signature a copy carries. Written by the engine's thread, read by any, without locks. A table of fixed
/// size, one word a slot, the newest stays; what was pushed out costs one check, and the engine puts it back then.
/// </summary>
/// <remarks>
/// A hit that is wrong would keep an event away for ever, so it must not be made on purpose nor happen: the slot is
/// found by some bits of a keyed hash, and holds 48 others. The remaining 16 bits mark the signature; when another
/// signature has the same mark, the copy is left out all the same and counted as an ordinary one.
///
/// An entry goes before its event does, so a copy that comes meanwhile is checked once more than it had to be, and
/// never left out when the engine would have taken it.
/// </remarks>
internal sealed class KeptEvents
{
    private const int MarkBits = 16;
    private const ulong MarkMask = (1UL << MarkBits) - 1;

    private readonly KeyedHash _keyed;
    private readonly ulong _markKey;
    private readonly ulong[] _slots;
    private readonly int[] _dropped; // of each creator: the highest sequence that was kept once and let go

    /// <summary>Nothing is kept yet.</summary>
    /// <param name="keyed">Under a secret key.</param>
    /// <param name="slots">8 bytes each; rounded up to a power of two, 64 to 16,777,216.</param>
    /// <param name="members">Of the roster.</param>
    public KeptEvents(KeyedHash keyed, int slots, int members)
    {
        _keyed = keyed;
        _markKey = keyed.Of(stackalloc byte[sizeof(ulong)]) | 1;
        _slots = new ulong[BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(slots, 64, 1 << 24))];
        _dropped = new int[members];
        Array.Fill(_dropped, -1);
    }

    /// <summary>Any thread: whether the engine keeps this event.</summary>
    public Copy Look(EventHash hash, ReadOnlySpan<byte> signature)
    {
        ulong fingerprint = FingerprintOf(hash);
        ulong found = Volatile.Read(ref SlotOf(fingerprint));
        if (!IsOf(fingerprint, found))
        {
            return Copy.None;
        }

        return (found & MarkMask) == MarkOf(signature) ? Copy.Same : Copy.SignedAgain;
    }

    /// <summary>
    /// Any thread: true for an event so old that the engine takes none of this creator and sequence any more.
    /// </summary>
    public bool IsDropped(MemberIndex creator, Sequence sequence) =>
        sequence.Value <= Volatile.Read(ref _dropped[creator.Value]);

    /// <summary>The engine's thread: it keeps this event, with this signature.</summary>
    public void Note(EventHash hash, ReadOnlySpan<byte> signature)
    {
        ulong fingerprint = FingerprintOf(hash);
        Volatile.Write(ref SlotOf(fingerprint), (fingerprint & ~MarkMask) | MarkOf(signature));
    }

    /// <summary>The engine's thread: it is about to let this event go.</summary>
    public void Forget(EventHash hash)
    {
        ulong fingerprint = FingerprintOf(hash);
        ref ulong slot = ref SlotOf(fingerprint);
        if (IsOf(fingerprint, slot))
        {
            Volatile.Write(ref slot, 0);
        }
    }

    /// <summary>The engine's thread: it takes nothing of this creator up to this sequence any more.</summary>
    public void NoteDropped(MemberIndex creator, Sequence upTo)
    {
        ref int dropped = ref _dropped[creator.Value];
        Volatile.Write(ref dropped, dropped == int.MinValue ? dropped : upTo.Value);
    }

    /// <summary>
    /// The engine's thread: the creator branched, so others' events may need old ones of it that were never here.
    /// </summary>
    public void NoteBranched(MemberIndex creator) => Volatile.Write(ref _dropped[creator.Value], int.MinValue);

    private static bool IsOf(ulong fingerprint, ulong slot) => ((slot ^ fingerprint) & ~MarkMask) == 0;

    private ref ulong SlotOf(ulong fingerprint) => ref _slots[fingerprint & (ulong)(_slots.Length - 1)];

    /// <summary>Never 0 in the bits that a slot holds: so an empty slot is nobody's.</summary>
    private ulong FingerprintOf(EventHash hash)
    {
        Span<byte> bytes = stackalloc byte[EventHash.Bytes];
        hash.Write(bytes);
        ulong fingerprint = _keyed.Of(bytes);
        return (fingerprint & ~MarkMask) == 0 ? fingerprint | (1UL << 63) : fingerprint;
    }

    private ulong MarkOf(ReadOnlySpan<byte> signature)
    {
        ulong mark = 0;
        for (int at = 0; at < EventLayout.SignatureBytes; at += sizeof(ulong))
        {
            mark = (mark ^ BinaryPrimitives.ReadUInt64LittleEndian(signature[at..])) * _markKey;
            mark = BitOperations.RotateLeft(mark, 29);
        }

        return (mark * _markKey) >> (64 - MarkBits);
    }
}
