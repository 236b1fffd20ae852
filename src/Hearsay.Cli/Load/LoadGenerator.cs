using System.Buffers.Binary;
using Hearsay.Gossip;
using Hearsay.Session;

namespace Hearsay.Cli;

/// <summary>
/// Keeps a bounded number of one peer's actions on their way: for every action that becomes final it submits the next
/// one, inside the notice. So it has no thread of its own and costs next to nothing beside what it measures.
/// </summary>
internal sealed class LoadGenerator
{
    private readonly Session.Session _session;
    private readonly byte[] _action; // written by the notices only
    private readonly int _inFlight;
    private long _next;
    private long _final;
    private int _owed; // submissions that found the queue full
    private volatile bool _isStopped;
    private volatile bool _isMeasuring;

    /// <param name="session">Whose peer submits; not started yet.</param>
    /// <param name="actionBytes">Bytes of an action, at least 8.</param>
    /// <param name="inFlight">Actions submitted and not final, at most.</param>
    public LoadGenerator(Session.Session session, int actionBytes, int inFlight)
    {
        _session = session;
        _action = new byte[actionBytes];
        _inFlight = inFlight;
        _session.ActionFinal += OnFinal;
    }

    /// <summary>Actions that became final while measuring.</summary>
    public long Final => Volatile.Read(ref _final);

    /// <summary>Their times from submission to final. To be read after <see cref="EndMeasuring"/>.</summary>
    public LatencyHistogram Finality { get; } = new();

    /// <summary>Submits the first actions. The session runs.</summary>
    public void Fill(CancellationToken stop)
    {
        byte[] first = new byte[_action.Length];
        for (int number = 0; number < _inFlight && !stop.IsCancellationRequested; number++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(first, -number);
            while (_session.TrySubmit(first, out _) == SubmitOutcome.QueueFull && !stop.IsCancellationRequested)
            {
                Thread.Yield();
            }
        }
    }

    public void BeginMeasuring() => _isMeasuring = true;

    public void EndMeasuring() => _isMeasuring = false;

    /// <summary>From now on nothing is submitted.</summary>
    public void Stop() => _isStopped = true;

    private void OnFinal(FinalAction action)
    {
        if (_isMeasuring)
        {
            Finality.Record(action.Finality.Value);
            Volatile.Write(ref _final, _final + 1);
        }

        for (_owed++; _owed > 0 && !_isStopped; _owed--)
        {
            BinaryPrimitives.WriteInt64LittleEndian(_action, ++_next);
            if (_session.TrySubmit(_action, out _) != SubmitOutcome.Accepted)
            {
                return;
            }
        }
    }
}
