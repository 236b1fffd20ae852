using Hearsay.Gossip;
using Hearsay.Hashgraph;
using Hearsay.Simulation;

namespace Hearsay.Attacks.Tests;

/// <summary>
/// Datagrams full of first events that nobody signed, in the name of each member in turn: whoever pays for checking by
/// the creator that an event names would let the honest ones pay.
/// </summary>
/// <param name="camp">Whose attack it is.</param>
/// <param name="sender">The member that the datagrams name as their sender.</param>
internal sealed class BadSignatures(Camp camp, MemberIndex sender) : IForgery
{
    private const ulong Seed = 6;
    private const int EventsPerDatagram = 10;

    private readonly DatagramForge _datagram = new(camp.Epoch.Id, sender);
    private readonly EventForge[] _forges = [.. Enumerable.Range(0, Arena.Members).Select(creator => new EventForge(
        camp.Epoch.Id, Arena.Members, new MemberIndex(creator), new NoiseSigner(Seed + (ulong)creator)))];

    private Micros _createdAt = Camp.Now;
    private int _turn;

    public ReadOnlySpan<byte> Next()
    {
        _datagram.Start();
        for (int i = 0; i < EventsPerDatagram; i++)
        {
            _createdAt += new Micros(1); // another event each time
            ReadOnlySpan<byte> unsigned = _forges[_turn++ % _forges.Length].Aside(_createdAt, []);
            Invariant.Check(_datagram.TryAdd(MessageKind.Event, unsigned), "ten small events fit a datagram");
        }

        return _datagram.Bytes;
    }
}
