namespace Hearsay.Gossip;

/// <summary>
/// Places for datagrams, of one size, in one array; lists of them are linked through the pool. Whoever uses it knows
/// that a place is free. Not thread-safe. The place freed last is used first, so that memory which no burst ever needed
/// is never touched.
/// </summary>
internal sealed class DatagramPool
{
    private readonly byte[] _bytes;
    private readonly int[] _lengths;
    private readonly int[] _next;
    private readonly int[] _free; // a stack
    private int _freeCount;

    public DatagramPool(int places)
    {
        _bytes = GC.AllocateUninitializedArray<byte>(places * Limits.DatagramBytesMax);
        _lengths = new int[places];
        _next = new int[places];
        _free = new int[places];
        for (int place = places - 1; place >= 0; place--)
        {
            _free[_freeCount++] = place;
        }
    }

    /// <summary>Copies a datagram into a free place and returns its number.</summary>
    public int Add(ReadOnlySpan<byte> datagram)
    {
        Hashgraph.Invariant.Check(_freeCount > 0, "the shares of a pool add up to its places");
        int place = _free[--_freeCount];
        _lengths[place] = datagram.Length;
        datagram.CopyTo(_bytes.AsSpan(place * Limits.DatagramBytesMax));
        return place;
    }

    /// <summary>Frees the place; the bytes are valid until the next <see cref="Add"/>.</summary>
    public ReadOnlySpan<byte> Take(int place)
    {
        _free[_freeCount++] = place;
        return _bytes.AsSpan(place * Limits.DatagramBytesMax, _lengths[place]);
    }

    /// <summary>Says which place comes after this one in its list.</summary>
    public void Link(int place, int next) => _next[place] = next;

    /// <summary>The place after this one; any number after the last.</summary>
    public int Next(int place) => _next[place];
}
