namespace Hearsay.World;

/// <summary>A place in the bytes of a saved world that are believed only as far as they were checked.</summary>
internal ref struct SnapshotCursor(ReadOnlySpan<byte> source)
{
    private readonly ReadOnlySpan<byte> _source = source;
    private int _offset;

    /// <summary>The next bytes.</summary>
    public ReadOnlySpan<byte> Take(int bytes)
    {
        Require(bytes <= _source.Length - _offset, "the end where more bytes must follow");
        ReadOnlySpan<byte> taken = _source.Slice(_offset, bytes);
        _offset += bytes;
        return taken;
    }

    /// <summary>All bytes not yet taken.</summary>
    public readonly ReadOnlySpan<byte> Rest() => _source[_offset..];

    /// <exception cref="InvalidDataException">The condition is false.</exception>
    public readonly void Require(bool condition, string what)
    {
        if (!condition)
        {
            throw new InvalidDataException($"A saved world is damaged before byte {_offset}: {what}.");
        }
    }
}
