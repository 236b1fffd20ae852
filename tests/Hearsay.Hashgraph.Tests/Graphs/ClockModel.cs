namespace Hearsay.Hashgraph.Tests;

/// <summary>Creation times and ages of a <see cref="RandomGraph"/>, true or not.</summary>
public sealed class ClockModel
{
    private const int StepMicros = 10_000;

    private readonly Clocks _kind;
    private readonly SeededRandom _random;
    private readonly long _start;
    private readonly long[] _skews;

    public ClockModel(GraphShape shape, SeededRandom random, long start)
    {
        _kind = shape.Clocks;
        _random = random;
        _start = start;
        _skews = new long[shape.Members];
        int skewMax = _kind == Clocks.Lying ? 1000 * StepMicros : StepMicros / 2;
        for (int i = 0; i < _skews.Length; i++)
        {
            _skews[i] = random.Next(skewMax);
        }
    }

    /// <summary>Later than the strand's last event.</summary>
    public long CreatedAt(Strand strand, int step)
    {
        long earliest = strand.Tip is null ? 0 : strand.Tip.CreatedAt + 1;
        return _kind switch
        {
            Clocks.Ties => earliest + _random.Next(2),
            Clocks.Lying when _random.Chance(20) => earliest + _random.Next(100 * StepMicros),
            _ => Math.Max(earliest, _start + (long)step * StepMicros + _skews[strand.Creator] + _random.Next(1000)),
        };
    }

    /// <summary>How long ago the strand's creator says that it received the event.</summary>
    public long Age(Strand strand, TestEvent received, long createdAt)
    {
        if (_kind == Clocks.Ties)
        {
            return _random.Next(3);
        }

        if (_kind == Clocks.Lying && _random.Chance(40))
        {
            return _random.Chance(30) ? long.MaxValue : (long)(_random.NextBits() >> _random.Next(1, 62));
        }

        long sinceSelfParent = createdAt - (strand.Tip?.CreatedAt ?? Math.Min(createdAt, received.CreatedAt));
        return (long)(_random.NextBits() % (ulong)(sinceSelfParent + 1));
    }
}
