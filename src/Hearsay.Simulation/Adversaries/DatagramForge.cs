using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>Builds datagrams that no peer would send, well formed as far as the caller wishes.</summary>
internal sealed class DatagramForge(EventHash epochId, MemberIndex sender)
{
    private readonly byte[] _bytes = new byte[Gossip.Limits.DatagramBytesMax];
    private int _length;
    private uint _number;

    /// <summary>The datagram so far.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>Starts a datagram with a good header.</summary>
    public DatagramForge Start()
    {
        DatagramHeader header = DatagramHeader.None with
        {
            EpochTag = epochId.Prefix,
            Sender = sender,
            Number = ++_number,
        };
        header.Write(_bytes);
        _length = DatagramHeader.Bytes;
        return this;
    }

    /// <summary>Adds a message; false when it does not fit.</summary>
    public bool TryAdd(MessageKind kind, ReadOnlySpan<byte> body)
    {
        if (_length + Gossip.Limits.MessageFrameBytesMax + body.Length > _bytes.Length)
        {
            return false;
        }

        _bytes[_length++] = (byte)kind;
        _length += Varint.Write(_bytes.AsSpan(_length), (ulong)body.Length);
        body.CopyTo(_bytes.AsSpan(_length));
        _length += body.Length;
        return true;
    }

    /// <summary>Starts a datagram with a copy of another, under the own name.</summary>
    public DatagramForge Copy(ReadOnlySpan<byte> datagram)
    {
        Start();
        int kept = Math.Min(datagram.Length, _bytes.Length);
        if (kept > DatagramHeader.Bytes)
        {
            datagram[DatagramHeader.Bytes..kept].CopyTo(_bytes.AsSpan(DatagramHeader.Bytes));
            _length = kept;
        }

        return this;
    }

    /// <summary>Any bytes at all.</summary>
    public DatagramForge Noise(Dice dice)
    {
        _length = dice.Below(_bytes.Length + 1);
        for (int i = 0; i < _length; i++)
        {
            _bytes[i] = (byte)dice.Next();
        }

        return this;
    }

    /// <summary>Changes so many random bits behind the header, and perhaps cuts the end off.</summary>
    public DatagramForge Damage(Dice dice, int bits, bool cuts)
    {
        for (int i = 0; i < bits && _length > DatagramHeader.Bytes; i++)
        {
            int at = DatagramHeader.Bytes + dice.Below(_length - DatagramHeader.Bytes);
            _bytes[at] ^= (byte)(1 << dice.Below(8));
        }

        _length = cuts ? dice.Below(_length + 1) : _length;
        return this;
    }
}
