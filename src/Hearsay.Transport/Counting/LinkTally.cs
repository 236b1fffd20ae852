namespace Hearsay.Transport;

/// <summary>The running numbers behind <see cref="LinkCounters"/>. Thread-safe; adding allocates nothing.</summary>
internal sealed class LinkTally
{
    private readonly long[] _refused = new long[Enum.GetValues<LinkRefusal>().Length];
    private long _datagramsIn;
    private long _bytesIn;
    private long _datagramsOut;
    private long _bytesOut;

    public void Received(int bytes)
    {
        Interlocked.Increment(ref _datagramsIn);
        Interlocked.Add(ref _bytesIn, bytes);
    }

    public void Sent(int bytes)
    {
        Interlocked.Increment(ref _datagramsOut);
        Interlocked.Add(ref _bytesOut, bytes);
    }

    public void Refused(LinkRefusal reason) => Interlocked.Increment(ref _refused[(int)reason]);

    public LinkCounters Snapshot() => new()
    {
        DatagramsIn = Volatile.Read(ref _datagramsIn),
        BytesIn = Volatile.Read(ref _bytesIn),
        DatagramsOut = Volatile.Read(ref _datagramsOut),
        BytesOut = Volatile.Read(ref _bytesOut),
        RefusedByReason = [.. _refused],
    };
}
