using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hearsay.Hashgraph;

/// <summary>
/// Records the first descendants: for each witness that still matters and each member, the member's first event that
/// sees it. An event is the first when it has the witness among its ancestors and its self-parent has not: one
/// comparison of the row before and the row after against the witnesses' sequences. Members that branched are left out
/// on both sides: their entries are empty (<see cref="TipMerge"/> has the other half).
/// </summary>
internal sealed class SightRecorder(GraphStores stores)
{
    /// <summary>
    /// Records what the event of <paramref name="member"/> is the first to see in <paramref name="round"/>.
    /// </summary>
    public void Record(
        WitnessRound round, ReadOnlySpan<int> before, ReadOnlySpan<int> after, int member, int sequence)
    {
        ref int b = ref MemoryMarshal.GetReference(before);
        ref int a = ref MemoryMarshal.GetReference(after);
        ref int w = ref MemoryMarshal.GetArrayDataReference(round.WitnessSequence);
        int weight = stores.Roster.WeightOf(new MemberIndex(member));
        for (nuint i = 0; i < (nuint)after.Length; i += 16)
        {
            Vector512<int> witness = Vector512.LoadUnsafe(ref w, i);
            Vector512<int> isNew = Vector512.GreaterThan(witness, Vector512.LoadUnsafe(ref b, i))
                & Vector512.LessThanOrEqual(witness, Vector512.LoadUnsafe(ref a, i));
            for (ulong bits = isNew.ExtractMostSignificantBits(); bits != 0; bits &= bits - 1)
            {
                round.See((int)i + BitOperations.TrailingZeroCount(bits), member, sequence, weight);
            }
        }
    }
}
