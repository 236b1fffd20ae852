using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// A member that cannot look at every datagram at once: it takes a turn every so often, and what comes meanwhile waits
/// in a bounded inbox.
/// </summary>
internal sealed class HostTurns(Agenda agenda, Host host) : IDue
{
    private readonly Inbox _inbox = new();
    private bool _isPlanned;

    /// <summary>Microseconds between turns; 0 (the default) for a member that is never late.</summary>
    public long EveryMicros { get; set; }

    /// <summary>Datagrams that may wait.</summary>
    public int WaitingMax { get; set; } = Limits.InboxDatagramsMax;

    /// <summary>True while datagrams go through the inbox.</summary>
    public bool IsPaced => EveryMicros > 0 || _inbox.Count > 0;

    /// <summary>Queues a datagram; false when the inbox is full.</summary>
    public bool TryQueue(MemberIndex from, ReadOnlySpan<byte> datagram)
    {
        if (!_isPlanned)
        {
            _isPlanned = true;
            agenda.At(agenda.NowMicros + EveryMicros, this);
        }

        return _inbox.TryAdd(from, datagram, WaitingMax);
    }

    /// <summary>Forgets what waits.</summary>
    public void Clear() => _inbox.Clear();

    /// <inheritdoc/>
    public void Happen()
    {
        _isPlanned = false;
        while (_inbox.TryTake(out (MemberIndex From, byte[] Bytes) next))
        {
            host.TakeWhenFree(next.From, next.Bytes);
        }
    }
}
