using System.Numerics;

namespace Hearsay.Ecs;

/// <summary>
/// Which entity indices are taken. The lowest free one is always taken next, so that what a world does after a snapshot
/// depends on who is alive and not on the order in which others died: a free list would be hidden state.
/// </summary>
/// <remarks>
/// A tree of bits with 64 branches: a bit of the first level says "taken", one of the levels above "all 64 below are
/// taken". Taking and freeing touch one word per level.
/// </remarks>
internal sealed class IndexPool
{
    private const int WordsInitial = 16;

    /// <summary>A bit of the third level stands for 64^2 indices.</summary>
    private const int TopWords = Limits.EntitiesMax >> 18;

    private readonly ulong[] _full = new ulong[Limits.EntitiesMax >> 12];
    private readonly ulong[] _top = new ulong[TopWords];
    private ulong[] _taken = new ulong[WordsInitial];

    /// <summary>Indices that fit without growing.</summary>
    public int Capacity => _taken.Length << 6;

    /// <summary>One more than the highest index taken.</summary>
    public int End
    {
        get
        {
            int word = _taken.AsSpan().LastIndexOfAnyExcept(0UL);
            return word < 0 ? 0 : (word << 6) + 64 - BitOperations.LeadingZeroCount(_taken[word]);
        }
    }

    /// <summary>Takes the lowest free index.</summary>
    public int TakeLowest()
    {
        int top = _top.AsSpan().IndexOfAnyExcept(ulong.MaxValue);
        Invariant.Check(top >= 0, "a world holds at most Limits.EntitiesMax entities");
        int group = (top << 6) + BitOperations.TrailingZeroCount(~_top[top]);
        int word = (group << 6) + BitOperations.TrailingZeroCount(~_full[group]);
        ulong taken = word < _taken.Length ? _taken[word] : 0;
        int index = (word << 6) + BitOperations.TrailingZeroCount(~taken);
        Mark(index);
        return index;
    }

    /// <summary>
    /// Takes a given index, from 0 to <see cref="Limits.EntitiesMax"/> (exclusive); false when it is taken.
    /// </summary>
    public bool TryTake(int index)
    {
        if (IsTaken(index))
        {
            return false;
        }

        Mark(index);
        return true;
    }

    public bool IsTaken(int index) =>
        index >> 6 < _taken.Length && (_taken[index >> 6] & (1UL << (index & 63))) != 0;

    public void Free(int index)
    {
        _taken[index >> 6] &= ~(1UL << (index & 63));
        _full[index >> 12] &= ~(1UL << ((index >> 6) & 63));
        _top[index >> 18] &= ~(1UL << ((index >> 12) & 63));
    }

    /// <summary>The lowest index taken that is not below <paramref name="from"/>; -1 when there is none.</summary>
    public int NextTaken(int from)
    {
        ulong mask = ulong.MaxValue << (from & 63);
        for (int word = from >> 6; word < _taken.Length; word++)
        {
            ulong taken = _taken[word] & mask;
            if (taken != 0)
            {
                return (word << 6) + BitOperations.TrailingZeroCount(taken);
            }

            mask = ulong.MaxValue;
        }

        return -1;
    }

    public void CopyFrom(IndexPool source)
    {
        int words = (source.End + 63) >> 6;
        Grow(words);
        source._taken.AsSpan(0, words).CopyTo(_taken);
        _taken.AsSpan(words).Clear();
        source._full.CopyTo(_full.AsSpan());
        source._top.CopyTo(_top.AsSpan());
    }

    private void Mark(int index)
    {
        int word = index >> 6;
        Grow(word + 1);
        _taken[word] |= 1UL << (index & 63);
        if (_taken[word] != ulong.MaxValue)
        {
            return;
        }

        int group = word >> 6;
        _full[group] |= 1UL << (word & 63);
        if (_full[group] == ulong.MaxValue)
        {
            _top[group >> 6] |= 1UL << (group & 63);
        }
    }

    private void Grow(int words)
    {
        if (words > _taken.Length)
        {
            Array.Resize(ref _taken, (int)BitOperations.RoundUpToPowerOf2((uint)words));
        }
    }
}
