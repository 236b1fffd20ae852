namespace Hearsay.Gossip;

/// <summary>
/// Memory for the bytes of events: blocks of a few sizes, cut from slabs, reused through free lists. Takes memory when
/// it needs more and never gives it back; what is held at once is bounded by its users (waiting events, the graph's
/// undecided events, retention). Allocates nothing once warm, where ArrayPool would drop arrays after bursts.
/// </summary>
internal sealed class EventBytes
{
    private const int SlabBytes = 128 * 1_024;

    // The first fits an event without payload in a small session, the last any event.
    private static readonly int[] ClassBytes = [192, 320, 576, 832, 1_184];

    private readonly List<byte[]> _slabs = [];
    private readonly Stack<int>[] _free = new Stack<int>[ClassBytes.Length];

    public EventBytes()
    {
        for (int i = 0; i < _free.Length; i++)
        {
            _free[i] = new Stack<int>();
        }
    }

    /// <summary>Bytes in blocks that are in use.</summary>
    public long BytesHeld { get; private set; }

    /// <summary>Copies the bytes into a block and returns it.</summary>
    public int Store(ReadOnlySpan<byte> bytes)
    {
        int sizeClass = ClassOf(bytes.Length);
        if (!_free[sizeClass].TryPop(out int block))
        {
            AddSlab(sizeClass);
            block = _free[sizeClass].Pop();
        }

        BytesHeld += ClassBytes[sizeClass];
        bytes.CopyTo(Room(block, bytes.Length));
        return block;
    }

    /// <summary>The bytes of a block that is in use; the caller knows the length.</summary>
    public ReadOnlySpan<byte> Read(int block, int length) => Room(block, length);

    /// <summary>Gives a block back. <paramref name="length"/> is what was stored.</summary>
    public void Free(int block, int length)
    {
        int sizeClass = ClassOf(length);
        BytesHeld -= ClassBytes[sizeClass];
        _free[sizeClass].Push(block);
    }

    private static int ClassOf(int length)
    {
        int sizeClass = 0;
        while (ClassBytes[sizeClass] < length)
        {
            sizeClass++;
        }

        return sizeClass;
    }

    // A block's number: its slab, and its place in units of 64 bytes, of which a slab has 2,048.
    private Span<byte> Room(int block, int length) => _slabs[block >> 11].AsSpan((block & 2_047) * 64, length);

    private void AddSlab(int sizeClass)
    {
        int slab = _slabs.Count;
        _slabs.Add(new byte[SlabBytes]);
        int units = (ClassBytes[sizeClass] + 63) / 64;
        for (int unit = (SlabBytes / 64) - units; unit >= 0; unit -= units)
        {
            _free[sizeClass].Push((slab << 11) | unit);
        }
    }
}
