using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// What a machine's processor has to do for what comes in: checking signatures takes virtual time, and what arrives
/// meanwhile waits, so that a flood delays its victim as on a real machine. Own signatures take time of the same
/// processor; everything else costs nothing here.
/// </summary>
/// <remarks>
/// What is looked at is taken at once, and only what follows waits: a single check delays nobody noticeably.
/// </remarks>
internal sealed class HostProcessor(Agenda agenda, Host host) : IDue
{
    private readonly Inbox _waiting = new();
    private long _freeAtMicros;
    private bool _isPlanned;

    /// <summary>Microseconds that it was busy so far.</summary>
    public long BusyMicros { get; private set; }

    /// <summary>The most datagrams that waited.</summary>
    public int MostWaiting { get; private set; }

    /// <summary>True when it looks at a datagram at once.</summary>
    public bool IsFree => _freeAtMicros <= agenda.NowMicros && _waiting.Count == 0;

    /// <summary>Keeps it busy for some time from now, or from when it is free.</summary>
    public void Spend(long micros)
    {
        _freeAtMicros = Math.Max(_freeAtMicros, agenda.NowMicros) + micros;
        BusyMicros += micros;
    }

    /// <summary>Queues a datagram; false when there is no room.</summary>
    public bool TryQueue(MemberIndex from, ReadOnlySpan<byte> datagram)
    {
        bool isQueued = _waiting.TryAdd(from, datagram, Limits.InboxDatagramsMax);
        MostWaiting = Math.Max(MostWaiting, _waiting.Count);
        Plan();
        return isQueued;
    }

    /// <summary>Forgets what waits.</summary>
    public void Clear() => _waiting.Clear();

    /// <inheritdoc/>
    public void Happen()
    {
        _isPlanned = false;
        while (_freeAtMicros <= agenda.NowMicros && _waiting.TryTake(out (MemberIndex From, byte[] Bytes) next))
        {
            host.Take(next.From, next.Bytes);
        }

        host.Tick();
        if (_waiting.Count > 0)
        {
            Plan();
        }
    }

    private void Plan()
    {
        if (!_isPlanned)
        {
            _isPlanned = true;
            agenda.At(_freeAtMicros, this);
        }
    }
}
