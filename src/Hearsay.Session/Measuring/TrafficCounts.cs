namespace Hearsay.Session;

/// <summary>Datagrams and bytes of a session. Thread-safe, without locks.</summary>
internal sealed class TrafficCounts
{
    private long _datagramsIn;
    private long _bytesIn;
    private long _datagramsOut;
    private long _bytesOut;
    private long _refused;
    private long _dropped;

    public long DatagramsIn => Volatile.Read(ref _datagramsIn);

    public long BytesIn => Volatile.Read(ref _bytesIn);

    public long DatagramsOut => Volatile.Read(ref _datagramsOut);

    public long BytesOut => Volatile.Read(ref _bytesOut);

    /// <summary>Datagrams that had nothing good in them.</summary>
    public long Refused => Volatile.Read(ref _refused);

    /// <summary>Datagrams dropped because the peer had fallen behind.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    public void CountIn(int bytes)
    {
        Interlocked.Increment(ref _datagramsIn);
        Interlocked.Add(ref _bytesIn, bytes);
    }

    public void CountOut(int bytes)
    {
        Interlocked.Increment(ref _datagramsOut);
        Interlocked.Add(ref _bytesOut, bytes);
    }

    public void CountRefused() => Interlocked.Increment(ref _refused);

    public void CountDropped() => Interlocked.Increment(ref _dropped);
}
