using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hearsay.Hashgraph;

/// <summary>
/// Gives a new event its row of last ancestors, and stamps every event that its creator thereby receives with the
/// receipt time (consensus.md, "Receipt time"). Members that branched are left to <see cref="TipMerge"/>.
///
/// The row is the element-wise maximum over the parents. Parents are taken in the order of their receipt time, the
/// earliest first: what a parent adds to the maximum is then exactly what was received with it and not before, so one
/// pass gives ancestors and times together, and each (event, member) pair is written once.
/// </summary>
internal sealed class AncestryMerge
{
    private readonly EventStore _events;
    private readonly RowStore _rows;
    private readonly MemberChains _chains;
    private readonly int[] _before;
    private readonly TimedParent[] _parents = new TimedParent[Limits.OtherParentsMax];
    private int _count;

    public AncestryMerge(GraphStores stores)
    {
        _events = stores.Events;
        _rows = stores.Rows;
        _chains = stores.Chains;
        _before = new int[stores.Rows.Ints];
    }

    /// <summary>What the self-parent had for ancestors, of the event merged last.</summary>
    public ReadOnlySpan<int> Before => _before;

    /// <summary>Forgets the parents of the event before.</summary>
    public void Start() => _count = 0;

    /// <summary>Adds an other-parent that has a row, received at <paramref name="receivedAt"/> microseconds.</summary>
    public void AddParent(EventHandle parent, long receivedAt)
    {
        int place = _count++;
        while (place > 0 && _parents[place - 1].ReceivedAt > receivedAt)
        {
            _parents[place] = _parents[place - 1];
            place--;
        }

        _parents[place] = new TimedParent(parent, receivedAt);
    }

    /// <summary>
    /// Fills the row of a new event of <paramref name="member"/>. A self-parent without a row, like every released
    /// parent, stands for what is released: whoever may still matter has all of that among its ancestors.
    /// </summary>
    public void Fill(int row, int selfParentRow, int member)
    {
        _parents.AsSpan(0, _count).CopyTo(_rows.SetParents(row, _count));
        Span<int> merged = _rows.LastAncestors(row);
        ReadOnlySpan<int> released = _chains.Released;
        if (selfParentRow < 0)
        {
            released.CopyTo(merged);
        }
        else
        {
            Maximum(_rows.LastAncestors(selfParentRow), released, merged);
        }

        merged.CopyTo(_before);
        for (int i = 0; i < _count; i++)
        {
            int parentRow = _events[_parents[i].Event.Slot].Row;
            Raise(merged, _rows.LastAncestors(parentRow), member, _parents[i].ReceivedAt);
        }
    }

    private static void Maximum(ReadOnlySpan<int> one, ReadOnlySpan<int> other, Span<int> result)
    {
        ref int a = ref MemoryMarshal.GetReference(one);
        ref int b = ref MemoryMarshal.GetReference(other);
        ref int c = ref MemoryMarshal.GetReference(result);
        for (nuint i = 0; i < (nuint)result.Length; i += 16)
        {
            Vector512.Max(Vector512.LoadUnsafe(ref a, i), Vector512.LoadUnsafe(ref b, i)).StoreUnsafe(ref c, i);
        }
    }

    private void Raise(Span<int> merged, ReadOnlySpan<int> parent, int member, long time)
    {
        ref int m = ref MemoryMarshal.GetReference(merged);
        ref int p = ref MemoryMarshal.GetReference(parent);
        for (nuint i = 0; i < (nuint)merged.Length; i += 16)
        {
            Vector512<int> had = Vector512.LoadUnsafe(ref m, i);
            Vector512<int> has = Vector512.LoadUnsafe(ref p, i);
            ulong raised = Vector512.GreaterThan(has, had).ExtractMostSignificantBits();
            if (raised == 0)
            {
                continue;
            }

            Stamp(raised, ref m, ref p, (int)i, member, time);
            Vector512.Max(has, had).StoreUnsafe(ref m, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Stamp(ulong raised, ref int had, ref int has, int firstMember, int member, long time)
    {
        do
        {
            int source = firstMember + BitOperations.TrailingZeroCount(raised);
            raised &= raised - 1;
            int last = Unsafe.Add(ref has, source);
            for (int sequence = Unsafe.Add(ref had, source) + 1; sequence <= last; sequence++)
            {
                _rows.ReceivedAt(_chains.RowOf(source, sequence))[member] = time;
            }
        }
        while (raised != 0);
    }
}
