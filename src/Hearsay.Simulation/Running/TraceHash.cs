using System.Numerics;
using Hearsay.Hashgraph;
using Hearsay.Session;

namespace Hearsay.Simulation;

/// <summary>
/// One number over everything that happened, in order: two runs of one plan give the same. Signatures are left out, as
/// the real ones are different each time.
/// </summary>
internal sealed class TraceHash(Stage stage) : SessionWatcher
{
    /// <summary>The number so far.</summary>
    public ulong Value { get; private set; } = 1;

    public override void Arrived(Host host, MemberIndex from, ReadOnlySpan<byte> datagram) =>
        Mix(1, host.Node, ((long)from.Value << 32) | (uint)datagram.Length);

    public override void OwnEvent(Host host, ReadOnlySpan<byte> eventBytes) =>
        Mix(2, host.Node, EventHead.Read(eventBytes).CreatedAtMicros);

    public override void RoundDecided(Host host, in DecidedRound decided) =>
        Mix(3, host.Node, (long)decided.Digests.Order.Prefix);

    public override void Final(Host host, in FinalAction action) => Mix(4, host.Node, action.Number);

    public override void Crashed(Host host) => Mix(5, host.Node, 0);

    private void Mix(int kind, int node, long what)
    {
        ulong word = unchecked((ulong)what * 0xD6E8FEB86659FD93) ^ ((ulong)kind << 56) ^ (ulong)node;
        ulong mixed = Value ^ word ^ (ulong)stage.Agenda.NowMicros;
        Value = unchecked(BitOperations.RotateLeft(mixed, 31) * 0x9E3779B97F4A7C15);
    }
}
