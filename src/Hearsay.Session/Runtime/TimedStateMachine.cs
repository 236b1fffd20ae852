using System.Buffers;
using System.Diagnostics;

namespace Hearsay.Session;

/// <summary>
/// Measures what a round costs the state machine, from its first action to the end of its advance. Wall time of this
/// machine, seen by nobody but the statistics; read twice a round, because a look at the clock costs as much as many an
/// action.
/// </summary>
internal sealed class TimedStateMachine(IStateMachine inner, LatencyHistogram rounds) : IStateMachine
{
    private long _startedAt;

    public ActionOutcome Apply(in OrderedAction action)
    {
        Start();
        return inner.Apply(action);
    }

    public void Advance(SessionTime to)
    {
        Start();
        inner.Advance(to);
        rounds.Record((long)Stopwatch.GetElapsedTime(_startedAt).TotalMicroseconds);
        _startedAt = 0;
    }

    public void Save(IBufferWriter<byte> destination) => inner.Save(destination);

    public void Load(in ReadOnlySequence<byte> source) => inner.Load(source);

    public StateDigest Digest() => inner.Digest();

    private void Start()
    {
        if (_startedAt == 0)
        {
            _startedAt = Stopwatch.GetTimestamp();
        }
    }
}
