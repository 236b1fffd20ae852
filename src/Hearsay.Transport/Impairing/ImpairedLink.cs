using System.Diagnostics;
using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Transport;

/// <summary>
/// A link that behaves like a bad network: what is sent through it gets lost or arrives later, by a seeded draw per
/// datagram. What is received is passed through, so a path is impaired once, by its sender. Thread-safe; owns the inner
/// link. The time on the way is kept within about half a millisecond while the machine is not overloaded.
/// </summary>
public sealed class ImpairedLink : ILink
{
    // The thread sleeps in whole milliseconds: what is due within half of one leaves now, the rest waits.
    private const long RoundingMicros = 500;
    private const long MicrosPerMillisecond = 1_000;

    private readonly ILink _inner;
    private readonly bool _holdsBack;
    private readonly object _gate = new(); // guards all below; the carrier waits on it
    private readonly ImpairmentDice _dice;
    private readonly DelayQueue _queue = new(Limits.DelayedDatagramsMax);
    private readonly Thread? _carrier;
    private readonly byte[] _carried = new byte[Limits.DatagramBytesMax]; // only the carrier's
    private long _lost;
    private long _overflowed;
    private bool _isClosed;
    private Exception? _failure; // of the inner link, on the carrier's thread

    /// <summary>Impairs what is sent through <paramref name="inner"/>; equal seeds draw equal fates.</summary>
    public ImpairedLink(ILink inner, Impairment impairment, ulong seed)
    {
        _inner = inner;
        _holdsBack = impairment.HoldsBack;
        _dice = new ImpairmentDice(impairment, seed);
        if (_holdsBack)
        {
            _carrier = new Thread(Carry) { IsBackground = true, Name = "impaired link" };
            _carrier.Start();
        }
    }

    /// <summary>Datagrams lost by the draw.</summary>
    public long Lost => Volatile.Read(ref _lost);

    /// <summary>Datagrams refused because <see cref="Limits.DelayedDatagramsMax"/> others were on their way.</summary>
    public long Overflowed => Volatile.Read(ref _overflowed);

    /// <inheritdoc/>
    /// <exception cref="LinkBrokenException">The inner link failed to send what was held back.</exception>
    public int Receive(DatagramBatch batch)
    {
        int count = _inner.Receive(batch);
        if (count == 0)
        {
            lock (_gate)
            {
                ThrowIfBroken();
            }
        }

        return count;
    }

    /// <inheritdoc/>
    public int ReceiveNow(DatagramBatch batch) => _inner.ReceiveNow(batch);

    /// <summary>Sends it later, or loses it: both count as handed over. False when too many are on their way.</summary>
    /// <exception cref="LinkBrokenException">The inner link failed to send what was held back before.</exception>
    public bool TrySend(MemberIndex to, ReadOnlySpan<byte> datagram)
    {
        if (datagram.Length > Limits.DatagramBytesMax)
        {
            return _inner.TrySend(to, datagram);
        }

        lock (_gate)
        {
            ThrowIfBroken();
            if (!_dice.TryRoll(out Micros onTheWay))
            {
                _lost++;
                return true;
            }

            if (_holdsBack)
            {
                return !_isClosed && TryHold(to, datagram, onTheWay);
            }
        }

        return _inner.TrySend(to, datagram);
    }

    /// <inheritdoc/>
    public bool TellsApart(MemberIndex one, MemberIndex other) => _inner.TellsApart(one, other);

    /// <summary>Closes the inner link; what is on its way is lost.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            Monitor.Pulse(_gate);
        }

        try
        {
            _inner.Dispose();
        }
        finally
        {
            _carrier?.Join();
        }
    }

    private static Micros Now()
    {
        long ticks = Stopwatch.GetTimestamp();
        (long seconds, long rest) = Math.DivRem(ticks, Stopwatch.Frequency);
        return new Micros((seconds * 1_000_000) + (rest * 1_000_000 / Stopwatch.Frequency));
    }

    private bool TryHold(MemberIndex to, ReadOnlySpan<byte> datagram, Micros onTheWay)
    {
        Micros due = Now() + onTheWay;
        bool isFirst = !_queue.TryPeekDue(out Micros first) || due < first;
        if (!_queue.TryAdd(due, to, datagram))
        {
            _overflowed++;
            return false;
        }

        if (isFirst)
        {
            Monitor.Pulse(_gate);
        }

        return true;
    }

    private void ThrowIfBroken()
    {
        if (_failure is { } failure && !_isClosed)
        {
            throw new LinkBrokenException($"Sending what was held back failed: {failure.Message}", failure);
        }
    }

    // Nobody called who could be told of a failure. Closing the inner link wakes whoever waits in Receive, and he is.
    private void Carry()
    {
        try
        {
            while (TryWaitForNext(out MemberIndex to, out int length))
            {
                _inner.TrySend(to, _carried.AsSpan(0, length));
            }
        }
        catch (Exception failure)
        {
            lock (_gate)
            {
                _failure = failure;
            }

            CloseAfterFailure();
        }
    }

    private void CloseAfterFailure()
    {
        try
        {
            _inner.Dispose();
        }
        catch (Exception)
        {
            // The first failure is the one to tell; the next TrySend does.
        }
    }

    /// <summary>Waits until a datagram is due and takes it; false once the link is closed.</summary>
    private bool TryWaitForNext(out MemberIndex to, out int length)
    {
        lock (_gate)
        {
            while (!_isClosed)
            {
                Micros now = Now();
                if (_queue.TryTake(now + new Micros(RoundingMicros), _carried, out to, out length))
                {
                    return true;
                }

                WaitForFirst(now);
            }
        }

        to = default;
        length = 0;
        return false;
    }

    private void WaitForFirst(Micros now)
    {
        if (!_queue.TryPeekDue(out Micros due))
        {
            Monitor.Wait(_gate);
            return;
        }

        long waitMs = ((due - now).Value + RoundingMicros) / MicrosPerMillisecond;
        Monitor.Wait(_gate, (int)Math.Max(1, waitMs));
    }
}
