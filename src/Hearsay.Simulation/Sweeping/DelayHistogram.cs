namespace Hearsay.Simulation;

/// <summary>Finality in message delays over many sessions: a count per tenth of a delay.</summary>
public sealed class DelayHistogram
{
    /// <summary>Tenths of a delay that are told apart: beyond 2,000 delays a session was partitioned.</summary>
    private const int Tenths = 20_000;

    private readonly long[] _counts = new long[Tenths + 1];
    private double _sum;

    /// <summary>Values added.</summary>
    public long Count { get; private set; }

    /// <summary>Their mean; 0 without values.</summary>
    public double Mean => Count == 0 ? 0 : _sum / Count;

    /// <summary>Adds the values of one session.</summary>
    /// <param name="micros">From submission to final.</param>
    /// <param name="delayMicros">The session's mean one-way delay.</param>
    public void Add(IEnumerable<long> micros, long delayMicros)
    {
        foreach (long value in micros)
        {
            double delays = (double)value / Math.Max(1, delayMicros);
            _counts[(int)Math.Min(Tenths, delays * 10)]++;
            _sum += delays;
            Count++;
        }
    }

    /// <summary>The value that a share of all does not exceed, to a tenth; 0 without values.</summary>
    public double Percentile(double share)
    {
        long wanted = (long)Math.Ceiling(Count * share);
        long seen = 0;
        for (int tenth = 0; tenth <= Tenths && Count > 0; tenth++)
        {
            seen += _counts[tenth];
            if (seen >= wanted)
            {
                return (tenth + 1) / 10.0;
            }
        }

        return 0;
    }
}
