using System.Buffers.Binary;
using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>Names events by their number, mixed; counts their bytes as the event format would write them.</summary>
internal sealed class PseudoMint(CrowdOptions options) : IEventMint
{
    public EventHash Mint(long number, in EventDraft draft, out int bytes)
    {
        bytes = EventSizes.Frame(draft.Sequence.Value)
            + EventSizes.Payload(draft.ActionCount, options.ActionBytes, draft.Sequence.Value);
        foreach (NamedParent parent in draft.Parents)
        {
            bytes += EventSizes.Parent(parent);
        }

        Span<byte> hash = stackalloc byte[EventHash.Bytes];
        ulong state = unchecked(options.Seed + ((ulong)number * 0x9E3779B97F4A7C15));
        for (int at = 0; at < hash.Length; at += sizeof(ulong))
        {
            BinaryPrimitives.WriteUInt64LittleEndian(hash[at..], Mix(ref state));
        }

        return EventHash.Read(hash);
    }

    public void Forget(long number)
    {
        // Nothing was kept.
    }

    /// <summary>SplitMix64 (Steele, Lea and Flood, 2014).</summary>
    private static ulong Mix(ref ulong state)
    {
        unchecked
        {
            ulong mixed = state += 0x9E3779B97F4A7C15;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
