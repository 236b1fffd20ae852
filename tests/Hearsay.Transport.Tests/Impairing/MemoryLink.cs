using System.Collections.Concurrent;
using System.Diagnostics;
using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Transport.Tests;

/// <summary>A link that keeps what is sent through it, with the time; nothing is ever received.</summary>
internal sealed class MemoryLink : ILink
{
    public BlockingCollection<(MemberIndex To, byte[] Datagram, long At)> Sent { get; } = [];

    public bool IsDisposed { get; private set; }

    public int Receive(DatagramBatch batch) => 0;

    public bool TrySend(MemberIndex to, ReadOnlySpan<byte> datagram)
    {
        Sent.Add((to, datagram.ToArray(), Stopwatch.GetTimestamp()));
        return true;
    }

    public void Dispose() => IsDisposed = true;
}
