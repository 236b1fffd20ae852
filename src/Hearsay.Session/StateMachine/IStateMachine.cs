using System.Buffers;

namespace Hearsay.Session;

/// <summary>
/// The replicated state: the same ordered actions give the same state on every peer, on every CPU. Called by the
/// session on one thread at a time. Implementations use no clock, no randomness of their own, no floating point.
/// </summary>
public interface IStateMachine
{
    /// <summary>
    /// Applies one ordered action; rejects what the rules forbid. Must not throw, whatever the payload.
    /// </summary>
    public ActionOutcome Apply(in OrderedAction action);

    /// <summary>Simulates up to <paramref name="to"/>, the end of the round. Times never decrease.</summary>
    public void Advance(SessionTime to);

    /// <summary>Writes the whole state, canonically: equal states give equal bytes.</summary>
    public void Save(IBufferWriter<byte> destination);

    /// <summary>Replaces the state by one written by <see cref="Save"/>.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a saved state; says where they are wrong.</exception>
    public void Load(in ReadOnlySequence<byte> source);

    /// <summary>The digest of the state; cheap, called every few seconds.</summary>
    public StateDigest Digest();
}
