using System.Buffers;
using System.Security.Cryptography;
using Hearsay.Hashgraph;

namespace Hearsay.Session;

/// <summary>A SHA-256 over the state of a state machine: equal states, equal digests.</summary>
public readonly record struct StateDigest(EventHash Value)
{
    /// <summary>
    /// The digest of a state from its saved bytes: all that a small state machine needs. One that is large keeps
    /// digests of its parts instead.
    /// </summary>
    public static StateDigest OfSaved(IStateMachine state)
    {
        ArrayBufferWriter<byte> saved = new();
        state.Save(saved);
        Span<byte> digest = stackalloc byte[EventHash.Bytes];
        SHA256.HashData(saved.WrittenSpan, digest);
        return new StateDigest(EventHash.Read(digest));
    }

    /// <summary>64 lower-case hex digits.</summary>
    public override string ToString() => Value.ToString();
}
