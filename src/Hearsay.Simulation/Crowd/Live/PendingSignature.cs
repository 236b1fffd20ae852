using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// A signature in the making: an event's hash does not cover it, so nobody need wait for it. Whoever needs it before
/// its turn came makes it himself.
/// </summary>
internal sealed class PendingSignature(IEventSigner signer, EventHash hash)
{
    private readonly byte[] _signature = new byte[EventLayout.SignatureBytes];
    private int _isTaken;
    private volatile bool _isDone;

    /// <summary>The signature.</summary>
    public ReadOnlySpan<byte> Result()
    {
        Make();
        SpinWait spin = default;
        while (!_isDone)
        {
            spin.SpinOnce();
        }

        return _signature;
    }

    /// <summary>Makes it, unless somebody else does.</summary>
    public void Make()
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
