using System.Security.Cryptography;

namespace Hearsay.Session;

/// <summary>
/// The platform's ECDSA without what its portable wrapper allocates. Problem: a verification through
/// <see cref="ECDsa.Create()"/> allocates more than a kilobyte on Linux, because OpenSSL takes signatures in DER only
/// and the wrapper converts with a general ASN.1 writer. Here the conversion is our own, on the stack, and OpenSSL is
/// asked directly. Other platforms take the fixed form as it is.
/// </summary>
internal static class PlatformKey
{
    public static ECDsa Create(ECParameters parameters)
    {
        if (!OperatingSystem.IsLinux())
        {
            return ECDsa.Create(parameters);
        }

        ECDsaOpenSsl key = new();
        try
        {
            key.ImportParameters(parameters);
            return key;
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>Verifies a 64-byte signature (r then s, big-endian).</summary>
    public static bool Verify(ECDsa key, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> signature)
    {
        if (!OperatingSystem.IsLinux())
        {
            return key.VerifyHash(digest, signature, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }

        Span<byte> der = stackalloc byte[DerSignature.BytesMax];
        int length = DerSignature.Write(signature, der);
        return key.VerifyHash(digest, der[..length], DSASignatureFormat.Rfc3279DerSequence);
    }
}
