using System.Buffers;
using Hearsay.Session;

namespace Hearsay.Simulation;

/// <summary>Passes everything to a state machine and tells the watchers what was applied.</summary>
internal sealed class RecordingMachine(IStateMachine machine, Host host, Stage stage) : IStateMachine
{
    /// <summary>The machine behind.</summary>
    public IStateMachine Machine => machine;

    /// <inheritdoc/>
    public ActionOutcome Apply(in OrderedAction action)
    {
        ActionOutcome outcome = machine.Apply(action);
        foreach (SessionWatcher watcher in stage.Watchers)
        {
            watcher.Applied(host, action, outcome);
        }

        return outcome;
    }

    /// <inheritdoc/>
    public void Advance(SessionTime to) => machine.Advance(to);

    /// <inheritdoc/>
    public void Save(IBufferWriter<byte> destination) => machine.Save(destination);

    /// <inheritdoc/>
    public void Load(in ReadOnlySequence<byte> source) => machine.Load(source);

    /// <inheritdoc/>
    public StateDigest Digest() => machine.Digest();
}
