using Hearsay.Gossip;

namespace Hearsay.Simulation;

/// <summary>Walks the messages of a datagram, as far as they are well framed.</summary>
internal ref struct DatagramContents(ReadOnlySpan<byte> datagram)
{
    private readonly ReadOnlySpan<byte> _datagram = datagram;
    private int _at = DatagramHeader.Bytes;

    /// <summary>Offset of the next message.</summary>
    public readonly int At => _at;

    /// <summary>The next message; false at the end, and where the framing is broken.</summary>
    public bool TryRead(out MessageKind kind, out ReadOnlySpan<byte> body)
    {
        kind = default;
        body = default;
        if (_at >= _datagram.Length)
        {
            return false;
        }

        kind = (MessageKind)_datagram[_at++];
        if (!Varint.TryRead(_datagram, ref _at, Gossip.Limits.EventBytesMax, out int length)
            || length > _datagram.Length - _at)
        {
            _at = _datagram.Length;
            return false;
        }

        body = _datagram.Slice(_at, length);
        _at += length;
        return true;
    }
}
