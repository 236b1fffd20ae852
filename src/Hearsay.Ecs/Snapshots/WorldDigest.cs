using System.Runtime.InteropServices;

namespace Hearsay.Ecs;

/// <summary>A SHA-256 over the state of a world or of a component type: equal states, equal digests.</summary>
public readonly record struct WorldDigest
{
    /// <summary>Bytes of a digest.</summary>
    public const int Size = 32;

    private readonly ulong _first;
    private readonly ulong _second;
    private readonly ulong _third;
    private readonly ulong _fourth;

    /// <param name="bytes">Exactly <see cref="Size"/> bytes.</param>
    public WorldDigest(ReadOnlySpan<byte> bytes)
    {
        Invariant.Check(bytes.Length == Size, "a digest has 32 bytes");
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        (_first, _second, _third, _fourth) = (words[0], words[1], words[2], words[3]);
    }

    /// <summary>Writes the <see cref="Size"/> bytes of the digest.</summary>
    public void CopyTo(Span<byte> destination)
    {
        ReadOnlySpan<ulong> words = [_first, _second, _third, _fourth];
        MemoryMarshal.AsBytes(words).CopyTo(destination);
    }

    /// <summary>64 lower-case hex digits.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        CopyTo(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
