using System.Buffers;
using System.Diagnostics;

namespace Hearsay.Session;

/// <summary>
/// Measures what the state machine costs per round: its actions and the advance of its clock. Wall time of this
/// machine, seen by nobody but the statistics.
/// </summary>
internal sealed class TimedStateMachine(IStateMachine inner, LatencyHistogram rounds) : IStateMachine
{
    private long _roundTicks;

    public ActionOutcome Apply(in OrderedAction action)
    {
        long start = Stopwatch.GetTimestamp();
        ActionOutcome outcome = inner.Apply(action);
        _roundTicks += Stopwatch.GetTimestamp() - start;
        return outcome;
    }

    public void Advance(SessionTime to)
    {
        long start = Stopwatch.GetTimestamp();
        inner.Advance(to);
        _roundTicks += Stopwatch.GetTimestamp() - start;
        rounds.Record((long)(_roundTicks * (1_000_000.0 / Stopwatch.Frequency)));
        _roundTicks = 0;
    }

    public void Save(IBufferWriter<byte> destination) => inner.Save(destination);

    public void Load(in ReadOnlySequence<byte> source) => inner.Load(source);

    public StateDigest Digest() => inner.Digest();
}
