using System.Collections.Concurrent;
using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// A thread that signs a crowd's events. An event leaves for the peer a delay after its creation, so the thread looks
/// for work a thousand times a second and is never woken: waking it for each event would cost more than signing.
/// </summary>
internal sealed class SigningLine
{
    private readonly ConcurrentQueue<PendingSignature> _waiting = new();
    private readonly Thread _thread;
    private volatile bool _isEnded;

    public SigningLine()
    {
        _thread = new Thread(Work) { IsBackground = true, Name = "crowd signatures" };
        _thread.Start();
    }

    /// <summary>Has a signature made soon.</summary>
    public PendingSignature Begin(IEventSigner signer, EventHash hash)
    {
        PendingSignature pending = new(signer, hash);
        if (!_isEnded)
        {
            _waiting.Enqueue(pending);
        }

        return pending;
    }

    /// <summary>Ends the thread; signatures are then made by who asks for them.</summary>
    public void End()
    {
        _isEnded = true;
        _thread.Join();
    }

    private void Work()
    {
        while (!_isEnded)
        {
            while (_waiting.TryDequeue(out PendingSignature? next))
            {
                next.Make();
            }

            Thread.Sleep(1);
        }
    }
}
