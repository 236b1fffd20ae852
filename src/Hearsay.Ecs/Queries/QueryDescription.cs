using System.Runtime.CompilerServices;

namespace Hearsay.Ecs;

/// <summary>
/// Which entities a query visits: those that have all of some component types and none of others. A small value without
/// allocation; keep it in a static readonly field.
/// </summary>
/// <remarks>At most <see cref="Limits.QueryTypesMax"/> types on each side; types that a query delegate takes are added
/// by the query itself.</remarks>
public readonly struct QueryDescription
{
    private readonly SlotSet _all;
    private readonly SlotSet _none;

    private QueryDescription(SlotSet all, SlotSet none)
    {
        _all = all;
        _none = none;
    }

    public QueryDescription WithAll<T1>()
        where T1 : unmanaged => new(_all.With(ComponentSlot<T1>.Index), _none);

    public QueryDescription WithAll<T1, T2>()
        where T1 : unmanaged
        where T2 : unmanaged => WithAll<T1>().WithAll<T2>();

    public QueryDescription WithAll<T1, T2, T3>()
        where T1 : unmanaged
        where T2 : unmanaged
        where T3 : unmanaged => WithAll<T1, T2>().WithAll<T3>();

    public QueryDescription WithAll<T1, T2, T3, T4>()
        where T1 : unmanaged
        where T2 : unmanaged
        where T3 : unmanaged
        where T4 : unmanaged => WithAll<T1, T2>().WithAll<T3, T4>();

    public QueryDescription WithNone<T1>()
        where T1 : unmanaged => new(_all, _none.With(ComponentSlot<T1>.Index));

    public QueryDescription WithNone<T1, T2>()
        where T1 : unmanaged
        where T2 : unmanaged => WithNone<T1>().WithNone<T2>();

    public QueryDescription WithNone<T1, T2, T3>()
        where T1 : unmanaged
        where T2 : unmanaged
        where T3 : unmanaged => WithNone<T1, T2>().WithNone<T3>();

    internal QueryMask In(ComponentRegistry registry) => new(_all.In(registry), _none.In(registry));

    private struct SlotSet
    {
        private Slots _slots;
        private int _count;

        public readonly SlotSet With(int slot)
        {
            Invariant.Check(_count < Limits.QueryTypesMax, "a query names at most 8 types on a side");
            SlotSet added = this;
            added._slots[added._count++] = slot;
            return added;
        }

        public readonly ulong In(ComponentRegistry registry)
        {
            ulong mask = 0;
            for (int i = 0; i < _count; i++)
            {
                mask |= registry.BitOfSlot(_slots[i]);
            }

            return mask;
        }
    }

    [InlineArray(Limits.QueryTypesMax)]
    private struct Slots
    {
        private int _first;
    }
}
