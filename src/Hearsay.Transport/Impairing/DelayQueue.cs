using Hearsay.Hashgraph;

namespace Hearsay.Transport;

/// <summary>
/// Datagrams that wait for their time, earliest first; those due at the same time leave in the order they came.
/// Buffers are kept and used again. One thread at a time; knows no clock.
/// </summary>
internal sealed class DelayQueue(int capacity)
{
    private readonly PriorityQueue<Held, (long DueMicros, long Number)> _held = new();
    private readonly Stack<byte[]> _free = new();
    private long _number;

    /// <summary>Datagrams that wait.</summary>
    public int Count => _held.Count;

    /// <summary>When the earliest is due; false when none waits.</summary>
    public bool TryPeekDue(out Micros due)
    {
        bool any = _held.TryPeek(out _, out (long DueMicros, long Number) key);
        due = new Micros(key.DueMicros);
        return any;
    }

    /// <summary>Keeps a copy until <paramref name="due"/>; false when the queue is full.</summary>
    public bool TryAdd(Micros due, MemberIndex to, ReadOnlySpan<byte> datagram)
    {
        if (_held.Count >= capacity)
        {
            return false;
        }

        byte[] buffer = _free.TryPop(out byte[]? used) ? used : new byte[Limits.DatagramBytesMax];
        datagram.CopyTo(buffer);
        _held.Enqueue(new Held(buffer, datagram.Length, to), (due.Value, _number++));
        return true;
    }

    /// <summary>
    /// Takes the earliest datagram if it is due at <paramref name="now"/>: copies it out and says how long it is.
    /// </summary>
    public bool TryTake(Micros now, Span<byte> destination, out MemberIndex to, out int length)
    {
        to = default;
        length = 0;
        if (!TryPeekDue(out Micros due) || due > now)
        {
            return false;
        }

        Held held = _held.Dequeue();
        held.Buffer.AsSpan(0, held.Length).CopyTo(destination);
        _free.Push(held.Buffer);
        to = held.To;
        length = held.Length;
        return true;
    }

    private readonly record struct Held(byte[] Buffer, int Length, MemberIndex To);
}
