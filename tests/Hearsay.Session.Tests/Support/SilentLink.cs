using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Session.Tests;

/// <summary>A link to nobody: what is sent is lost, nothing ever comes.</summary>
internal sealed class SilentLink : ILink
{
    private readonly ManualResetEventSlim _closed = new();

    public bool IsClosed => _closed.IsSet;

    public int Receive(DatagramBatch batch)
    {
        _closed.Wait();
        return 0;
    }

    public bool TrySend(MemberIndex to, ReadOnlySpan<byte> datagram) => false;

    public void Dispose() => _closed.Set();
}
