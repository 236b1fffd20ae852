using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using Hearsay.Hashgraph;
using Hearsay.Session;

namespace Hearsay.Attacks.Tests;

/// <summary>The game: each member's count of actions. Next to no work: the session is what is measured.</summary>
internal sealed class Scoreboard(int members) : IStateMachine
{
    private readonly byte[] _counts = new byte[members * sizeof(long)];

    public ActionOutcome Apply(in OrderedAction action)
    {
        Span<byte> count = _counts.AsSpan(action.Member.Value * sizeof(long), sizeof(long));
        BinaryPrimitives.WriteInt64LittleEndian(count, BinaryPrimitives.ReadInt64LittleEndian(count) + 1);
        return ActionOutcome.Applied;
    }

    public void Advance(SessionTime to)
    {
        // Counts do not age.
    }

    public void Save(IBufferWriter<byte> destination) => destination.Write(_counts);

    public void Load(in ReadOnlySequence<byte> source) => source.CopyTo(_counts);

    public StateDigest Digest() => new(EventHash.Read(SHA256.HashData(_counts)));
}
