using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>Room for several received datagrams, allocated once per receiving thread.</summary>
public sealed class DatagramBatch
{
    private readonly byte[] _bytes;
    private readonly int[] _lengths;
    private readonly MemberIndex[] _from;

    /// <summary>Room for <paramref name="capacity"/> datagrams.</summary>
    public DatagramBatch(int capacity)
    {
        Capacity = capacity;
        _bytes = GC.AllocateArray<byte>(capacity * SlotBytes, pinned: true);
        _lengths = new int[capacity];
        _from = new MemberIndex[capacity];
    }

    /// <summary>
    /// Bytes of room per datagram: one more than a legal datagram has, so that an oversized one shows.
    /// </summary>
    public static int SlotBytes => 1_216;

    /// <summary>Datagrams that fit.</summary>
    public int Capacity { get; }

    /// <summary>The whole room of datagram <paramref name="index"/>, for a link to receive into.</summary>
    public Span<byte> Room(int index) => _bytes.AsSpan(index * SlotBytes, SlotBytes);

    /// <summary>Says what was received into <see cref="Room"/>.</summary>
    public void Set(int index, MemberIndex from, int length)
    {
        _from[index] = from;
        _lengths[index] = length;
    }

    /// <summary>The received bytes of datagram <paramref name="index"/>.</summary>
    public ReadOnlySpan<byte> this[int index] => _bytes.AsSpan(index * SlotBytes, _lengths[index]);

    /// <summary>The member whose address datagram <paramref name="index"/> came from.</summary>
    public MemberIndex From(int index) => _from[index];
}
