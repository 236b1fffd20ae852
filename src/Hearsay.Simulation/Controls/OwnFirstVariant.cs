using System.Buffers;
using Hearsay.Session;

namespace Hearsay.Simulation;

/// <summary>
/// A peer's state prefers its own member: what the player was shown at once, before the order was known, has leaked
/// into the agreed state.
/// </summary>
internal sealed class OwnFirstVariant : ControlVariant
{
    /// <inheritdoc/>
    public override string Name => "own-first";

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Expected => ["state", "final"];

    /// <inheritdoc/>
    public override IStateMachine MachineOf(Host host, IStateMachine machine) => new OwnFirst(host, machine);

    private sealed class OwnFirst(Host host, IStateMachine machine) : IStateMachine
    {
        public ActionOutcome Apply(in OrderedAction action) =>
            action.Member == host.Member ? ActionOutcome.Applied : machine.Apply(action);

        public void Advance(SessionTime to) => machine.Advance(to);

        public void Save(IBufferWriter<byte> destination) => machine.Save(destination);

        public void Load(in ReadOnlySequence<byte> source) => machine.Load(source);

        public StateDigest Digest() => machine.Digest();
    }
}
