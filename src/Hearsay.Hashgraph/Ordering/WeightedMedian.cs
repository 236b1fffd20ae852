namespace Hearsay.Hashgraph;

/// <summary>A time and the weight of the judge that says it.</summary>
internal struct WeighedTime
{
    public long Time;
    public int Weight;
}

/// <summary>
/// The weighted lower median: the first time, in sorted order, at which the cumulated weight reaches half the total.
/// Quickselect on weights (Hoare's FIND), with the median of three as pivot; a few entries are sorted by insertion.
/// </summary>
internal static class WeightedMedian
{
    private const int InsertionMax = 12;

    /// <summary>The median of at least one entry; reorders the entries.</summary>
    public static long Of(Span<WeighedTime> entries)
    {
        long total = 0;
        foreach (ref WeighedTime entry in entries)
        {
            total += entry.Weight;
        }

        long rank = (total + 1) / 2;
        while (entries.Length > InsertionMax)
        {
            long pivot = Pivot(entries);
            int below = Partition(entries, pivot, out int notAbove);
            long belowWeight = WeightOf(entries[..below]);
            if (rank <= belowWeight)
            {
                entries = entries[..below];
                continue;
            }

            long equalWeight = WeightOf(entries[below..notAbove]);
            if (rank <= belowWeight + equalWeight)
            {
                return pivot;
            }

            rank -= belowWeight + equalWeight;
            entries = entries[notAbove..];
        }

        return BySorting(entries, rank);
    }

    private static long BySorting(Span<WeighedTime> entries, long rank)
    {
        for (int i = 1; i < entries.Length; i++)
        {
            WeighedTime moved = entries[i];
            int place = i;
            while (place > 0 && entries[place - 1].Time > moved.Time)
            {
                entries[place] = entries[place - 1];
                place--;
            }

            entries[place] = moved;
        }

        int median = 0;
        long cumulated = entries[0].Weight;
        while (cumulated < rank)
        {
            cumulated += entries[++median].Weight;
        }

        return entries[median].Time;
    }

    private static long Pivot(ReadOnlySpan<WeighedTime> entries)
    {
        long a = entries[0].Time;
        long b = entries[entries.Length / 2].Time;
        long c = entries[^1].Time;
        return Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
    }

    /// <summary>Three-way partition: smaller, equal, larger; says where the equal ones begin and end.</summary>
    private static int Partition(Span<WeighedTime> entries, long pivot, out int notAbove)
    {
        int below = 0;
        int next = 0;
        int above = entries.Length;
        while (next < above)
        {
            long time = entries[next].Time;
            if (time < pivot)
            {
                (entries[below], entries[next]) = (entries[next], entries[below]);
                below++;
                next++;
            }
            else if (time > pivot)
            {
                above--;
                (entries[above], entries[next]) = (entries[next], entries[above]);
            }
            else
            {
                next++;
            }
        }

        notAbove = above;
        return below;
    }

    private static long WeightOf(ReadOnlySpan<WeighedTime> entries)
    {
        long weight = 0;
        foreach (ref readonly WeighedTime entry in entries)
        {
            weight += entry.Weight;
        }

        return weight;
    }
}
