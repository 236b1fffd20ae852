using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Hearsay.Gossip;
using Hearsay.Hashgraph;
using Hearsay.Session;

namespace Hearsay.Simulation;

/// <summary>
/// The members' P-256 keys: the same in every simulation, made from the member's index, so that the epoch's id and with
/// it every event's hash follow from the seed. Worthless as secrets. Thread-safe.
/// </summary>
internal static class FixedKeys
{
    private static readonly ConcurrentDictionary<int, (ECParameters Private, PublicKey Public)> Made = new();

    /// <summary>A member's public key.</summary>
    public static PublicKey PublicOf(int member) => Made.GetOrAdd(member, Make).Public;

    /// <summary>Signs with a member's key. Dispose it after the simulation.</summary>
    public static IEventSigner SignerOf(int member) => new Signer(ECDsa.Create(Made.GetOrAdd(member, Make).Private));

    private static (ECParameters Private, PublicKey Public) Make(int member)
    {
        byte[] name = Encoding.ASCII.GetBytes("hearsay simulation, member ....");
        BinaryPrimitives.WriteInt32LittleEndian(name.AsSpan(name.Length - sizeof(int)), member);
        ECParameters parameters = new()
        {
            Curve = ECCurve.NamedCurves.nistP256,
            D = SHA256.HashData(name),
        };
        using ECDsa key = ECDsa.Create(parameters);
        parameters = key.ExportParameters(includePrivateParameters: true);
        byte[] point = [.. parameters.Q.X!, .. parameters.Q.Y!];
        bool isPoint = PublicKey.TryRead(point, out PublicKey? read);
        Invariant.Check(isPoint, "the public half of a key is a point of the curve");
        return (parameters, read!);
    }

    private sealed class Signer(ECDsa key) : IEventSigner, IDisposable
    {
        public void Sign(EventHash signedDigest, Span<byte> signature)
        {
            Span<byte> digest = stackalloc byte[EventHash.Bytes];
            signedDigest.Write(digest);
            bool signed = key.TrySignHash(digest, signature, out int written);
            Invariant.Check(signed && written == P256Verifier.SignatureBytes, "a P-256 signature has 64 bytes");
        }

        public void Dispose() => key.Dispose();
    }
}
