using System.Buffers;
using System.Security.Cryptography;
using Hearsay.Ecs;
using Hearsay.Hashgraph;
using Hearsay.Session;

namespace Hearsay.World;

/// <summary>Hashes of the state: one over everything, and one per part to find where two worlds differ.</summary>
internal static class WorldDigests
{
    private const int HashBytes = SHA256.HashSizeInBytes;
    private const int Parts = 4;

    /// <summary>SHA-256 over the hashes of rules, taken items, blocks and entities, in this order.</summary>
    public static StateDigest Of(WorldState state)
    {
        Span<byte> parts = stackalloc byte[Parts * HashBytes];
        HashRules(state, parts);
        HashTaken(state, parts[HashBytes..]);
        state.Blocks.Modified.WriteRoot(parts[(2 * HashBytes)..]);
        state.Entities.Digest().CopyTo(parts[(3 * HashBytes)..]);
        Span<byte> root = stackalloc byte[HashBytes];
        SHA256.HashData(parts, root);
        return DigestFrom(root);
    }

    /// <summary>The parts by name: rules, taken items, blocks, then each component type.</summary>
    public static IReadOnlyList<(string Part, StateDigest Digest)> ListOf(WorldState state)
    {
        List<(string, StateDigest)> list = [];
        Span<byte> hash = stackalloc byte[HashBytes];
        HashRules(state, hash);
        list.Add(("rules", DigestFrom(hash)));
        HashTaken(state, hash);
        list.Add(("taken", DigestFrom(hash)));
        state.Blocks.Modified.WriteRoot(hash);
        list.Add(("blocks", DigestFrom(hash)));
        foreach (ComponentType type in state.Entities.Registry.Types)
        {
            state.Entities.DigestOf(type).CopyTo(hash);
            list.Add((type.Name, DigestFrom(hash)));
        }

        return list;
    }

    private static void HashRules(WorldState state, Span<byte> destination)
    {
        ArrayBufferWriter<byte> bytes = new();
        WorldSnapshot.WriteRules(state.Setup, bytes);
        SHA256.HashData(bytes.WrittenSpan, destination);
    }

    private static void HashTaken(WorldState state, Span<byte> destination)
    {
        ArrayBufferWriter<byte> bytes = new();
        WorldSnapshot.WriteTaken(state.Taken, bytes);
        SHA256.HashData(bytes.WrittenSpan, destination);
    }

    private static StateDigest DigestFrom(ReadOnlySpan<byte> hash) => new(EventHash.Read(hash));
}
