using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// A signature in the making, on the thread pool: an event's hash does not cover it, and the event leaves for the peer
/// a delay later, so nobody need wait. Whoever needs it before its turn came makes it himself.
/// </summary>
internal sealed class PendingSignature(IEventSigner signer, EventHash hash) : IThreadPoolWorkItem
{
    private readonly byte[] _signature = new byte[EventLayout.SignatureBytes];
    private int _isTaken;
    private volatile bool _isDone;

    /// <summary>Has it made.</summary>
    public static PendingSignature Begin(IEventSigner signer, EventHash hash)
    {
        PendingSignature pending = new(signer, hash);
        ThreadPool.UnsafeQueueUserWorkItem(pending, preferLocal: false);
        return pending;
    }

    /// <summary>The signature.</summary>
    public ReadOnlySpan<byte> Result()
    {
        Execute();
        SpinWait spin = default;
        while (!_isDone)
        {
            spin.SpinOnce();
        }

        return _signature;
    }

    /// <inheritdoc/>
    public void Execute()
    {
        if (Interlocked.Exchange(ref _isTaken, 1) != 0)
        {
            return;
        }

        // A signer is for one thread at a time.
        lock (signer)
        {
            signer.Sign(hash, _signature);
        }

        _isDone = true;
    }
}
