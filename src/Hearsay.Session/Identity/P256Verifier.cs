using System.Security.Cryptography;
using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Session;

/// <summary>
/// Verifies the members' signatures. Thread-safe and without locks, although a platform key may be used by one thread
/// only: each member has a few places for ready keys, a thread takes one out, uses it, and puts it back. A thread that
/// finds none makes another (twice the cost of a verification); what finds no place on return is disposed.
/// </summary>
public sealed class P256Verifier : IEventVerifier, IDisposable
{
    /// <summary>Bytes of a signature.</summary>
    public const int SignatureBytes = 64;

    private readonly PublicKey[] _members;
    private readonly ECDsa?[] _ready;
    private readonly int _placesPerMember;
    private volatile bool _isDisposed;

    /// <summary>A verifier for <paramref name="members"/>, in roster order.</summary>
    public P256Verifier(ReadOnlySpan<PublicKey> members)
    {
        _members = members.ToArray();
        int places = Limits.ReadyKeysMax / Math.Max(1, members.Length);
        _placesPerMember = Math.Clamp(places, 1, Math.Min(Environment.ProcessorCount, Limits.ReadyKeysPerMemberMax));
        _ready = new ECDsa?[members.Length * _placesPerMember];
    }

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">After <see cref="Dispose"/>.</exception>
    public bool Verify(MemberIndex creator, EventHash signedDigest, ReadOnlySpan<byte> signature)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (signature.Length != SignatureBytes || (uint)creator.Value >= (uint)_members.Length)
        {
            return false;
        }

        Span<byte> digest = stackalloc byte[EventHash.Bytes];
        signedDigest.Write(digest);
        ECDsa key = Take(creator.Value);
        bool valid = PlatformKey.Verify(key, digest, signature);
        PutBack(creator.Value, key);
        return valid;
    }

    /// <summary>Frees the keys; nothing may be verifying any more.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        for (int i = 0; i < _ready.Length; i++)
        {
            Interlocked.Exchange(ref _ready[i], null)?.Dispose();
        }
    }

    private ECDsa Take(int member)
    {
        Span<ECDsa?> places = _ready.AsSpan(member * _placesPerMember, _placesPerMember);
        for (int i = 0; i < places.Length; i++)
        {
            if (Interlocked.Exchange(ref places[i], null) is { } key)
            {
                return key;
            }
        }

        return PlatformKey.Create(_members[member].ToParameters());
    }

    private void PutBack(int member, ECDsa key)
    {
        Span<ECDsa?> places = _ready.AsSpan(member * _placesPerMember, _placesPerMember);
        for (int i = 0; i < places.Length; i++)
        {
            if (Interlocked.CompareExchange(ref places[i], key, null) is null)
            {
                return;
            }
        }

        key.Dispose();
    }
}
