using System.Security.Cryptography;

namespace Hearsay.Session;

/// <summary>
/// A player's identity: a private key of the curve P-256. Kept in a file that only its owner can read. Making signers
/// is thread-safe; each signer is used by one thread at a time.
/// </summary>
public sealed class PlayerKey : IDisposable
{
    private readonly ECDsa _key;

    private PlayerKey(ECDsa key)
    {
        _key = key;
        Public = PublicKey.Of(key);
    }

    /// <summary>The public half, by which the others know this player.</summary>
    public PublicKey Public { get; }

    /// <summary>A fresh key that is kept nowhere.</summary>
    public static PlayerKey Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>
    /// The key in the file <paramref name="path"/> (PEM, PKCS#8). A missing file is created with a fresh key,
    /// readable by its owner alone from its first moment, and whole or not at all; two processes that race get the
    /// same key.
    /// </summary>
    /// <exception cref="PlayerKeyException">
    /// The file cannot be read or created, holds no P-256 key, or may be read by other users.
    /// </exception>
    public static PlayerKey LoadOrCreate(string path)
    {
        string? pem = KeyFile.TryRead(path);
        if (pem is null)
        {
            using PlayerKey fresh = Create();
            KeyFile.TryWriteNew(path, fresh._key.ExportPkcs8PrivateKeyPem());

            // Read back: another process may have been first, and then its key is the player's.
            pem = KeyFile.TryRead(path)
                ?? throw new PlayerKeyException($"The key file {path} vanished while it was created; try again.");
        }

        return FromPem(pem, path);
    }

    public void Dispose() => _key.Dispose();

    /// <summary>A key of its own for one thread: the platform's keys are not safe to use from several.</summary>
    internal ECDsa CopyForOneThread() =>
        PlatformKey.Create(_key.ExportParameters(includePrivateParameters: true));

    private static PlayerKey FromPem(string pem, string path)
    {
        ECDsa key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            if (key.KeySize == 256 && key.ExportParameters(true).Curve.Oid.Value == KeyFile.CurveOid)
            {
                return new PlayerKey(key);
            }
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new PlayerKeyException(
                $"The key file {path} is damaged: it holds no private key in PEM form; "
                + "restore it from a copy, or move it away to get a new identity.",
                failure);
        }

        key.Dispose();
        throw new PlayerKeyException(
            $"The key in the file {path} is not of the curve P-256; move the file away to get a new identity.");
    }
}
