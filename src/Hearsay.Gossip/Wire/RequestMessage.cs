using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>Consecutive events of one creator; all branches of them.</summary>
internal readonly record struct EventRange(MemberIndex Creator, Sequence First, int Count)
{
    /// <summary>The last sequence of the range, inclusive.</summary>
    public Sequence Last => new(First.Value + Count - 1);
}

/// <summary>Asks for ranges of events. Body: one or more times creator, first sequence, count, as varints.</summary>
internal ref struct RequestMessage(ReadOnlySpan<byte> body)
{
    private readonly ReadOnlySpan<byte> _body = body;
    private int _at;

    /// <summary>The next range of a body that was checked.</summary>
    public bool TryRead(out EventRange range) => TryRead(_body, ref _at, out range);

    /// <summary>True for the body of a request within the limits, for a roster of this size.</summary>
    public static bool IsValid(ReadOnlySpan<byte> body, int members)
    {
        int at = 0;
        int ranges = 0;
        while (at < body.Length)
        {
            if (!TryRead(body, ref at, out EventRange range)
                || range.Creator.Value >= members
                || range.Count is 0 or > Limits.RequestedPerRangeMax
                || range.First.Value > int.MaxValue - range.Count
                || ++ranges > Limits.RangesPerRequestMax)
            {
                return false;
            }
        }

        return ranges > 0;
    }

    /// <summary>Writes one range; returns the bytes written, or 0 when it does not fit.</summary>
    public static int Write(Span<byte> destination, EventRange range)
    {
        ulong creator = (ulong)range.Creator.Value;
        ulong first = (ulong)range.First.Value;
        ulong count = (ulong)range.Count;
        if (Varint.Length(creator) + Varint.Length(first) + Varint.Length(count) > destination.Length)
        {
            return 0;
        }

        int at = Varint.Write(destination, creator);
        at += Varint.Write(destination[at..], first);
        return at + Varint.Write(destination[at..], count);
    }

    private static bool TryRead(ReadOnlySpan<byte> body, ref int at, out EventRange range)
    {
        range = default;
        if (at >= body.Length
            || !Varint.TryRead(body, ref at, ushort.MaxValue, out int creator)
            || !Varint.TryRead(body, ref at, int.MaxValue, out int first)
            || !Varint.TryRead(body, ref at, int.MaxValue, out int count))
        {
            return false;
        }

        range = new EventRange(new MemberIndex(creator), new Sequence(first), count);
        return true;
    }
}
