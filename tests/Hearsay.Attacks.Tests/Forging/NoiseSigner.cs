using System.Buffers.Binary;
using Hearsay.Gossip;
using Hearsay.Hashgraph;
using Hearsay.Simulation;

namespace Hearsay.Attacks.Tests;

/// <summary>
/// Signs with noise: no valid signature, and it costs whoever checks it as much as one does.
/// </summary>
internal sealed class NoiseSigner(ulong seed) : IEventSigner
{
    private readonly Dice _dice = new(seed, "signatures");

    public void Sign(EventHash signedDigest, Span<byte> signature)
    {
        for (int at = 0; at < signature.Length; at += sizeof(ulong))
        {
            BinaryPrimitives.WriteUInt64LittleEndian(signature[at..], _dice.Next());
        }
    }
}
