using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hearsay.Hashgraph;

/// <summary>
/// Records the first descendants: for each witness that still matters and each lane, the lane's first event that sees
/// it. An event is the first when it has the witness among its ancestors and its self-parent has not: one comparison of
/// the row before and the row after against the witnesses' sequences.
/// </summary>
internal sealed class SightRecorder
{
    private readonly LaneTable _lanes;
    private readonly BranchSight _branches;
    private readonly Roster _roster;

    public SightRecorder(LaneTable lanes, BranchSight branches, Roster roster)
    {
        _lanes = lanes;
        _branches = branches;
        _roster = roster;
    }

    /// <summary>
    /// Records what the event of <paramref name="lane"/> is the first to see in <paramref name="round"/>.
    /// </summary>
    public void Record(
        WitnessRound round, ReadOnlySpan<int> before, ReadOnlySpan<int> after, int lane, int sequence)
    {
        ref int b = ref MemoryMarshal.GetReference(before);
        ref int a = ref MemoryMarshal.GetReference(after);
        ref int w = ref MemoryMarshal.GetArrayDataReference(round.WitnessSequence);
        int width = VectorWidth.Ints(_lanes.Count);
        for (nuint i = 0; i < (nuint)width; i += 16)
        {
            Vector512<int> witness = Vector512.LoadUnsafe(ref w, i);
            Vector512<int> isNew = Vector512.GreaterThan(witness, Vector512.LoadUnsafe(ref b, i))
                & Vector512.LessThanOrEqual(witness, Vector512.LoadUnsafe(ref a, i));
            for (ulong bits = isNew.ExtractMostSignificantBits(); bits != 0; bits &= bits - 1)
            {
                See(round, (int)i + BitOperations.TrailingZeroCount(bits), after, lane, sequence);
            }
        }
    }

    private void See(WitnessRound round, int witness, ReadOnlySpan<int> after, int lane, int sequence)
    {
        if (_branches.Branched.Count > 0 && _branches.Sees(after, _lanes[witness].Creator))
        {
            return;
        }

        round.See(witness, lane, sequence, _roster.WeightOf(new MemberIndex(_lanes[lane].Creator)));
    }
}
