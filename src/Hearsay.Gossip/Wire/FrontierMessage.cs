using System.Buffers.Binary;
using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// Says what the sender has: the highest sequence up to which it has everything, for consecutive creators. The receiver
/// answers with what is missing there. A large roster takes several messages.
/// </summary>
/// <remarks>
/// Body: one byte, 1 when the receiver is asked for its own frontier; four bytes that an answer repeats; the first
/// creator as a varint; for each creator from there on a varint: highest sequence + 1, 0 for none.
/// </remarks>
internal ref struct FrontierMessage
{
    private const int FixedBytes = 5;

    private readonly ReadOnlySpan<byte> _body;
    private int _creator;
    private int _at;

    /// <summary>Reads a body that was checked.</summary>
    public FrontierMessage(ReadOnlySpan<byte> body)
    {
        _body = body;
        _at = FixedBytes;
        Varint.TryRead(body, ref _at, ushort.MaxValue, out _creator);
    }

    /// <summary>True when the sender wants the receiver's frontier for the same creators.</summary>
    public readonly bool Asks => _body[0] != 0;

    /// <summary>The mark of the question, repeated in the answer.</summary>
    public readonly uint Mark => BinaryPrimitives.ReadUInt32LittleEndian(_body[1..]);

    /// <summary>The first creator that it speaks of.</summary>
    public readonly MemberIndex First => new(_creator);

    /// <summary>The next creator and its highest sequence, -1 for none.</summary>
    public bool TryRead(out MemberIndex creator, out Sequence highest)
    {
        creator = new MemberIndex(_creator);
        if (_at >= _body.Length)
        {
            highest = default;
            return false;
        }

        Varint.TryRead(_body, ref _at, int.MaxValue, out int next);
        highest = new Sequence(next - 1);
        _creator++;
        return true;
    }

    /// <summary>True for the body of a frontier, for a roster of this size.</summary>
    public static bool IsValid(ReadOnlySpan<byte> body, int members)
    {
        int at = FixedBytes;
        if (body.Length < FixedBytes || body[0] > 1 || !Varint.TryRead(body, ref at, ushort.MaxValue, out int creator))
        {
            return false;
        }

        int first = creator;
        for (; at < body.Length; creator++)
        {
            if (!Varint.TryRead(body, ref at, int.MaxValue, out int _))
            {
                return false;
            }
        }

        return creator > first && creator <= members;
    }

    /// <summary>Writes as many creators as fit, from <paramref name="first"/>; returns the bytes written.</summary>
    /// <param name="destination">Room for a body.</param>
    /// <param name="head">Whether it asks, and its mark.</param>
    /// <param name="highest">The highest sequence of every member, -1 for none.</param>
    /// <param name="first">The creator to begin with; moved to the first that did not fit any more.</param>
    public static int Write(
        Span<byte> destination, (bool Asks, uint Mark) head, ReadOnlySpan<int> highest, ref int first)
    {
        destination[0] = head.Asks ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt32LittleEndian(destination[1..], head.Mark);
        int at = FixedBytes + Varint.Write(destination[FixedBytes..], (ulong)first);
        while (first < highest.Length)
        {
            ulong next = (ulong)(highest[first] + 1);
            if (at + Varint.Length(next) > destination.Length)
            {
                break;
            }

            at += Varint.Write(destination[at..], next);
            first++;
        }

        return at;
    }
}
