using System.Numerics;

namespace Hearsay.Session;

/// <summary>
/// Counts durations in buckets whose width grows with the duration, so that any percentile is known within 1 % in fixed
/// memory (18 KB). Idea: HdrHistogram's, 64 buckets per doubling; a value is reported as its bucket's middle, so it
/// is at most half of a 64th off. One thread records; any thread may take a copy, which may then miss the latest
/// values.
/// </summary>
public sealed class LatencyHistogram
{
    private const int BucketBits = 6;
    private const int BucketsPerDoubling = 1 << BucketBits;

    // Buckets 0 … 63 hold one microsecond each; then each doubling has 64 more, up to the longest duration.
    private static readonly int BucketCount = BucketOf(Limits.LatencyMicrosMax) + 1;

    private readonly long[] _counts = new long[BucketCount];
    private long _sumMicros;
    private long _maxMicros;

    /// <summary>Durations recorded.</summary>
    public long Count { get; private set; }

    /// <summary>The longest recorded duration in microseconds, exactly; 0 without any.</summary>
    public long MaxMicros => Volatile.Read(ref _maxMicros);

    /// <summary>The mean in microseconds, exactly; 0 without any.</summary>
    public double MeanMicros => Count == 0 ? 0 : (double)Volatile.Read(ref _sumMicros) / Count;

    /// <summary>
    /// Counts one duration; a negative one counts as 0, one above <see cref="Limits.LatencyMicrosMax"/> as that.
    /// </summary>
    public void Record(long micros)
    {
        micros = Math.Clamp(micros, 0, Limits.LatencyMicrosMax);
        _counts[BucketOf(micros)]++;
        _sumMicros += micros;
        _maxMicros = Math.Max(_maxMicros, micros);
        Count++;
    }

    /// <summary>
    /// The duration in microseconds that the share <paramref name="share"/> of the recorded ones do not exceed.
    /// </summary>
    /// <param name="share">0 to 1; 0.5 is the median.</param>
    /// <returns>Within 1 % of the exact one; 0 when nothing was recorded.</returns>
    public long PercentileMicros(double share)
    {
        long total = 0;
        foreach (long count in _counts)
        {
            total += count;
        }

        long wanted = Math.Max(1, (long)Math.Ceiling(share * total));
        long seen = 0;
        for (int i = 0; i < _counts.Length; i++)
        {
            seen += _counts[i];
            if (seen >= wanted)
            {
                return Math.Min(MiddleOf(i), MaxMicros);
            }
        }

        return 0;
    }

    /// <summary>Adds all that <paramref name="other"/> counted.</summary>
    public void Add(LatencyHistogram other)
    {
        for (int i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }

        _sumMicros += other._sumMicros;
        _maxMicros = Math.Max(_maxMicros, other._maxMicros);
        Count += other.Count;
    }

    /// <summary>A copy that stays as it is.</summary>
    public LatencyHistogram Copy()
    {
        LatencyHistogram copy = new();
        copy.Add(this);
        return copy;
    }

    private static int BucketOf(long micros)
    {
        int doubling = Math.Max(0, BitOperations.Log2((ulong)micros | 1) - BucketBits);
        return (doubling * BucketsPerDoubling) + (int)(micros >> doubling);
    }

    private static long MiddleOf(int bucket)
    {
        int doubling = Math.Max(0, (bucket / BucketsPerDoubling) - 1);
        long low = (long)(bucket - (doubling * BucketsPerDoubling)) << doubling;
        return low + ((1L << doubling) / 2);
    }
}
