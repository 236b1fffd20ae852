using System.Collections.Concurrent;
using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Session.Tests;

/// <summary>A link that delivers what a test puts in, and fails where the test wants it to.</summary>
internal sealed class FaultyLink : ILink
{
    private readonly BlockingCollection<(MemberIndex From, byte[] Datagram)> _incoming = [];
    private int _closings;
    private int _sent;

    public Exception? ReceiveFails { get; init; }

    /// <summary>Called instead of sending.</summary>
    public Action? OnSend { get; set; }

    public Exception? TellsApartFails { get; init; }

    public Exception? CloseFails { get; init; }

    /// <summary>True: whoever receives stays inside when the link is closed.</summary>
    public bool KeepsReceivers { get; init; }

    /// <summary>Set when somebody has called <see cref="Receive"/>.</summary>
    public ManualResetEventSlim IsReceiving { get; } = new();

    public int Closings => Volatile.Read(ref _closings);

    public int Sent => Volatile.Read(ref _sent);

    public void Deliver(int from, byte[] datagram) => _incoming.Add((new MemberIndex(from), datagram));

    /// <summary>Lets receivers go.</summary>
    public void Release() => _incoming.CompleteAdding();

    public int Receive(DatagramBatch batch)
    {
        IsReceiving.Set();
        if (ReceiveFails is not null)
        {
            throw ReceiveFails;
        }

        if (!_incoming.TryTake(out (MemberIndex From, byte[] Datagram) next, Timeout.Infinite))
        {
            return 0;
        }

        next.Datagram.CopyTo(batch.Room(0));
        batch.Set(0, next.From, next.Datagram.Length);
        return 1;
    }

    public bool TrySend(MemberIndex to, ReadOnlySpan<byte> datagram)
    {
        Interlocked.Increment(ref _sent);
        OnSend?.Invoke();
        return true;
    }

    public bool TellsApart(MemberIndex one, MemberIndex other) =>
        TellsApartFails is null ? true : throw TellsApartFails;

    public void Dispose()
    {
        Interlocked.Increment(ref _closings);
        if (!KeepsReceivers)
        {
            Release();
        }

        if (CloseFails is not null)
        {
            throw CloseFails;
        }
    }
}
