using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Hearsay.Session;

/// <summary>
/// Writes what is hashed or compared: one byte string per value. Numbers are little-endian of fixed size; a text is its
/// length in UTF-8 bytes (2 bytes), then those bytes. Not for hot paths.
/// </summary>
internal sealed class CanonicalWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>Refuses text that UTF-8 cannot hold: two texts must not become one.</summary>
    private static readonly UTF8Encoding Strict =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public void Bytes(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);

    public void Number16(int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, checked((ushort)value));
        _bytes.Write(bytes);
    }

    public void Number32(int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        _bytes.Write(bytes);
    }

    public void Number64(ulong value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        _bytes.Write(bytes);
    }

    public void Hash(Hashgraph.EventHash hash)
    {
        Span<byte> bytes = stackalloc byte[Hashgraph.EventHash.Bytes];
        hash.Write(bytes);
        _bytes.Write(bytes);
    }

    public void Text(string text)
    {
        byte[] bytes = Strict.GetBytes(text);
        Number16(bytes.Length);
        _bytes.Write(bytes);
    }

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    /// <summary>The SHA-256 of everything written.</summary>
    public Hashgraph.EventHash Sha256() =>
        Hashgraph.EventHash.Read(SHA256.HashData(_bytes.WrittenSpan));

    /// <summary>Bytes of the text in UTF-8, or -1 when it is not well-formed.</summary>
    public static int BytesOf(string text)
    {
        try
        {
            return Strict.GetByteCount(text);
        }
        catch (EncoderFallbackException)
        {
            return -1;
        }
    }
}
