using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// Datagrams that wait for a member that is slow to look at them. Bounded: what does not fit is dropped, as a socket
/// does.
/// </summary>
internal sealed class Inbox
{
    private readonly Queue<(MemberIndex From, byte[] Bytes)> _waiting = [];

    /// <summary>Datagrams waiting.</summary>
    public int Count => _waiting.Count;

    /// <summary>Takes a copy, unless so many wait already.</summary>
    public bool TryAdd(MemberIndex from, ReadOnlySpan<byte> datagram, int most)
    {
        if (_waiting.Count >= most)
        {
            return false;
        }

        _waiting.Enqueue((from, datagram.ToArray()));
        return true;
    }

    /// <summary>The longest waiting one.</summary>
    public bool TryTake(out (MemberIndex From, byte[] Bytes) datagram) => _waiting.TryDequeue(out datagram);

    /// <summary>Forgets all of them.</summary>
    public void Clear() => _waiting.Clear();
}
