using System.Security.Cryptography;

namespace Hearsay.Session;

/// <summary>
/// A member's public key: a point of the curve P-256 as 64 bytes, X then Y, big-endian. Immutable; equal points are
/// equal keys.
/// </summary>
public sealed class PublicKey : IEquatable<PublicKey>
{
    /// <summary>Bytes of a public key.</summary>
    public const int Bytes = 64;

    private const int CoordinateBytes = 32;
    private const int FingerprintGroups = 4;
    private const int FingerprintGroupChars = 4;

    // Crockford's base 32: no letter that is easily taken for a digit when a fingerprint is read aloud.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private readonly byte[] _point;

    private PublicKey(byte[] point)
    {
        _point = point;
        Fingerprint = FingerprintOf(point);
    }

    /// <summary>X then Y, big-endian: 64 bytes.</summary>
    public ReadOnlySpan<byte> Point => _point;

    /// <summary>
    /// Four groups of four letters and digits, such as <c>7K3Q-0XWD-9F4T-H2PA</c>: the first 80 bits of the SHA-256
    /// of the key. For people to compare; the program compares whole keys.
    /// </summary>
    public string Fingerprint { get; }

    /// <summary>Reads a key; false unless the bytes are 64 and name a point of the curve.</summary>
    public static bool TryRead(ReadOnlySpan<byte> point, out PublicKey? key)
    {
        key = null;
        if (point.Length != Bytes)
        {
            return false;
        }

        try
        {
            using ECDsa check = ECDsa.Create(ParametersOf(point));
            key = new PublicKey(point.ToArray());
            return true;
        }
        catch (CryptographicException)
        {
            // The platform's only way to say that the point is not on the curve.
            return false;
        }
    }

    /// <summary>Reads 128 hex digits; false for anything else, and for a point that is not on the curve.</summary>
    public static bool TryParse(ReadOnlySpan<char> hex, out PublicKey? key)
    {
        Span<byte> point = stackalloc byte[Bytes];
        key = null;
        return hex.Length == 2 * Bytes
            && Convert.FromHexString(hex, point, out _, out _) == System.Buffers.OperationStatus.Done
            && TryRead(point, out key);
    }

    public bool Equals(PublicKey? other) => other is not null && _point.AsSpan().SequenceEqual(other._point);

    public override bool Equals(object? obj) => Equals(obj as PublicKey);

    public override int GetHashCode() => BitConverter.ToInt32(_point);

    /// <summary>128 lower-case hex digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(_point);

    internal static PublicKey Of(ECDsa key)
    {
        ECParameters parameters = key.ExportParameters(includePrivateParameters: false);
        byte[] point = new byte[Bytes];
        parameters.Q.X!.CopyTo(point, 0);
        parameters.Q.Y!.CopyTo(point, CoordinateBytes);
        return new PublicKey(point);
    }

    internal ECParameters ToParameters() => ParametersOf(_point);

    private static ECParameters ParametersOf(ReadOnlySpan<byte> point) => new()
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = point[..CoordinateBytes].ToArray(), Y = point[CoordinateBytes..].ToArray() },
    };

    private static string FingerprintOf(byte[] point)
    {
        byte[] hash = SHA256.HashData(point);
        char[] text = new char[(FingerprintGroups * (FingerprintGroupChars + 1)) - 1];
        int bit = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (i % (FingerprintGroupChars + 1) == FingerprintGroupChars)
            {
                text[i] = '-';
                continue;
            }

            int window = (hash[bit / 8] << 8) | hash[(bit / 8) + 1];
            text[i] = Alphabet[(window >> (11 - (bit % 8))) & 31];
            bit += 5;
        }

        return new string(text);
    }
}
