using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>The explicit parent hashes of one event, as far as they are known.</summary>
internal sealed class ParentHashes(int known, int version, int parentCount, Micros since)
{
    private readonly int _length = (parentCount + 1) * EventHash.Bytes;
    private byte[] _bytes = []; // only when there is something to keep: questions may stay without an answer

    /// <summary>The event, by its number and version in <see cref="KnownEvents"/>.</summary>
    public int Known { get; } = known;

    public int Version { get; } = version;

    /// <summary>Hashes that are there; they come in order.</summary>
    public int Filled { get; private set; }

    /// <summary>Since when they are asked for.</summary>
    public Micros Since { get; } = since;

    public int Tries { get; set; }

    /// <summary>Who was asked last: of nobody else a part is taken, as only the whole proves itself.</summary>
    public MemberIndex? Asked { get; set; }

    /// <summary>True once a shorter answer was not enough: every hash is asked for.</summary>
    public bool NeedsEvery { get; set; }

    /// <summary>When they are asked for next; never, until that is planned.</summary>
    public Micros DueAt { get; set; } = Schedules.Never;

    /// <summary>True once all are there and match the event's digest.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>All hashes, self-parent first.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>The hash of parent <paramref name="index"/>; 0 is the self-parent.</summary>
    public EventHash this[int index] => EventHash.Read(_bytes.AsSpan(index * EventHash.Bytes));

    /// <summary>
    /// Takes all hashes at once; false, and nothing is lost of what is there, when they do not match the digest.
    /// </summary>
    public bool TryFillAll(ReadOnlySpan<byte> hashes, EventHash digest)
    {
        if (hashes.Length != _length || EventHasher.ParentsDigest(hashes) != digest)
        {
            return false;
        }

        _bytes = hashes.ToArray();
        Filled = hashes.Length / EventHash.Bytes;
        return IsComplete = true;
    }

    /// <summary>
    /// Takes the next hashes. False when the answer does not continue what is there, or the whole does not match the
    /// digest: then everything is asked for again.
    /// </summary>
    public bool TryFill(int first, ReadOnlySpan<byte> hashes, EventHash digest)
    {
        int start = first * EventHash.Bytes;
        if (IsComplete || first != Filled || start + hashes.Length > _length)
        {
            return false;
        }

        _bytes = _bytes.Length == 0 ? new byte[_length] : _bytes;
        hashes.CopyTo(_bytes.AsSpan(start));
        Filled += hashes.Length / EventHash.Bytes;
        if (start + hashes.Length < _length)
        {
            return true;
        }

        IsComplete = EventHasher.ParentsDigest(_bytes) == digest;
        Filled = IsComplete ? Filled : 0;
        return IsComplete;
    }
}
