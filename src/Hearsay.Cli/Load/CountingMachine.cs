using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using Hearsay.Hashgraph;
using Hearsay.Session;

namespace Hearsay.Cli;

/// <summary>
/// The lightest state machine that still notices every difference in the order: a count, and a hash chained over all
/// actions. So a load test measures the session and not a game.
/// </summary>
internal sealed class CountingMachine : IStateMachine
{
    private const ulong Prime = 0x0000_0100_0000_01B3; // FNV-1a, over words instead of bytes
    private const int StateBytes = 3 * sizeof(long);

    private long _count;
    private ulong _chain = 0xCBF2_9CE4_8422_2325;
    private long _timeMicros;

    public ActionOutcome Apply(in OrderedAction action)
    {
        ulong chain = Mixed(_chain, (ulong)action.Number ^ ((ulong)action.Member.Value << 48));
        ReadOnlySpan<byte> rest = action.Payload;
        while (rest.Length >= sizeof(ulong))
        {
            chain = Mixed(chain, BinaryPrimitives.ReadUInt64LittleEndian(rest));
            rest = rest[sizeof(ulong)..];
        }

        foreach (byte value in rest)
        {
            chain = Mixed(chain, value);
        }

        _chain = chain;
        _count++;
        return ActionOutcome.Applied;
    }

    public void Advance(SessionTime to) => _timeMicros = to.Micros;

    public void Save(IBufferWriter<byte> destination)
    {
        Write(destination.GetSpan(StateBytes));
        destination.Advance(StateBytes);
    }

    public void Load(in ReadOnlySequence<byte> source)
    {
        if (source.Length != StateBytes)
        {
            throw new InvalidDataException($"A saved count has {StateBytes} bytes, not {source.Length}.");
        }

        Span<byte> state = stackalloc byte[StateBytes];
        source.CopyTo(state);
        _count = BinaryPrimitives.ReadInt64LittleEndian(state);
        _chain = BinaryPrimitives.ReadUInt64LittleEndian(state[sizeof(long)..]);
        _timeMicros = BinaryPrimitives.ReadInt64LittleEndian(state[(2 * sizeof(long))..]);
    }

    public StateDigest Digest()
    {
        Span<byte> state = stackalloc byte[StateBytes];
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        Write(state);
        SHA256.HashData(state, digest);
        return new StateDigest(EventHash.Read(digest));
    }

    private static ulong Mixed(ulong chain, ulong word) => ulong.RotateLeft((chain ^ word) * Prime, 23);

    private void Write(Span<byte> state)
    {
        BinaryPrimitives.WriteInt64LittleEndian(state, _count);
        BinaryPrimitives.WriteUInt64LittleEndian(state[sizeof(long)..], _chain);
        BinaryPrimitives.WriteInt64LittleEndian(state[(2 * sizeof(long))..], _timeMicros);
    }
}
