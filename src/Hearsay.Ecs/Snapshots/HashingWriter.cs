using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Hearsay.Ecs;

/// <summary>
/// Collects small pieces of canonical bytes, hashes them, and passes them on when there is a destination.
/// </summary>
internal sealed class HashingWriter(IBufferWriter<byte>? destination) : IDisposable
{
    private const int BufferBytes = 16 * 1024;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _buffer = new byte[BufferBytes];
    private int _used;

    public void WriteUInt16(ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(Take(2), value);

    public void WriteUInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Take(4), value);

    public void WriteUInt64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Take(8), value);

    public void WriteEntity(Entity entity)
    {
        WriteUInt32((uint)entity.Index);
        WriteUInt32(entity.Generation);
    }

    /// <summary>Writes a piece of at most <see cref="Limits.ComponentBytesMax"/> bytes.</summary>
    public void Write(ReadOnlySpan<byte> piece) => piece.CopyTo(Take(piece.Length));

    /// <summary>Ends with the hash of all that was written.</summary>
    public WorldDigest Finish()
    {
        Flush();
        Span<byte> bytes = stackalloc byte[WorldDigest.Size];
        _hash.GetHashAndReset(bytes);
        destination?.Write(bytes);
        return new WorldDigest(bytes);
    }

    public void Dispose() => _hash.Dispose();

    private Span<byte> Take(int bytes)
    {
        if (_used + bytes > BufferBytes)
        {
            Flush();
        }

        Span<byte> taken = _buffer.AsSpan(_used, bytes);
        _used += bytes;
        return taken;
    }

    private void Flush()
    {
        ReadOnlySpan<byte> ready = _buffer.AsSpan(0, _used);
        _hash.AppendData(ready);
        destination?.Write(ready);
        _used = 0;
    }
}
