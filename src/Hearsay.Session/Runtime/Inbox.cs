using Hearsay.Gossip;

namespace Hearsay.Session;

/// <summary>
/// Screened datagrams from the receive workers to the owner: a bounded queue and the pool that feeds it. When the owner
/// falls behind, the pool runs dry and datagrams are dropped; gossip repairs that like any loss. Thread-safe, without
/// locks.
/// </summary>
internal sealed class Inbox
{
    private readonly ItemPool<ScreenedDatagram> _free = new(Limits.InboxDatagramsMax, static () => new());
    private readonly BoundedRing<ScreenedDatagram> _queued = new(Limits.InboxDatagramsMax);
    private int _mostQueued;

    /// <summary>Datagrams waiting for the owner.</summary>
    public int Count => _queued.Count;

    /// <summary>True when the owner would find a datagram.</summary>
    public bool HasItem => _queued.HasItem;

    /// <summary>The most that ever waited, as the owner saw it.</summary>
    public int MostQueued => Volatile.Read(ref _mostQueued);

    /// <summary>A datagram to screen into; false when all are under way.</summary>
    public bool TryRent(out ScreenedDatagram datagram) => _free.TryRent(out datagram);

    /// <summary>Queues a rented datagram.</summary>
    public void Add(ScreenedDatagram datagram)
    {
        bool added = _queued.TryAdd(datagram, out _);
        Hashgraph.Invariant.Check(added, "the inbox has room for every datagram there is");
    }

    /// <summary>Puts a rented datagram back unused, or after use.</summary>
    public void Return(ScreenedDatagram datagram) => _free.Return(datagram);

    /// <summary>The owner: takes the oldest.</summary>
    public bool TryTake(out ScreenedDatagram datagram)
    {
        if (_queued.Count > _mostQueued)
        {
            Volatile.Write(ref _mostQueued, _queued.Count);
        }

        return _queued.TryTake(out datagram);
    }
}
