using System.Net;
using System.Net.Sockets;

namespace Hearsay.Attacks.Tests;

/// <summary>
/// Sends what a forgery makes, from a thread of its own, to victims or into the void. The void is a socket that nobody
/// reads: forging and sending cost the machine the same, so that a control window differs from an attack in nothing but
/// the address.
/// </summary>
internal sealed class Attacker : IDisposable
{
    private readonly AttackPlan _plan;
    private readonly Socket _socket;
    private readonly Socket _void = Loopback.Open();
    private readonly IForgery _forgery;
    private readonly SocketAddress[] _aims;
    private Pacer? _pacer;

    /// <summary>Gets ready to attack, or to pretend.</summary>
    /// <param name="plan">The attack.</param>
    /// <param name="arena">Where.</param>
    /// <param name="isAimed">False: into the void.</param>
    /// <param name="window">How long what is prepared should last.</param>
    public Attacker(AttackPlan plan, Arena arena, bool isAimed, TimeSpan window)
    {
        _plan = plan;
        _socket = plan.IsStranger ? Loopback.Open() : arena.HostileSocket;
        _forgery = plan.Forge(arena.Camp);
        if (plan.IsPrepared)
        {
            _forgery = new Prepared(_forgery, (int)(plan.Pace.PerS * window.TotalSeconds));
        }

        SocketAddress nowhere = _void.LocalEndPoint!.Serialize();
        _aims = [.. arena.Addresses.Take(plan.Victims).Select(to => isAimed ? to.Serialize() : nowhere)];
    }

    /// <summary>Datagrams sent so far to each aim.</summary>
    public long Sent => _pacer?.Calls ?? 0;

    public void Begin() => _pacer = new Pacer($"attacker: {_plan.Name}", _plan.Pace, Send);

    public void Dispose()
    {
        _pacer?.Dispose();
        _void.Dispose();
        _socket.Dispose();
    }

    private void Send()
    {
        ReadOnlySpan<byte> datagram = _forgery.Next();
        foreach (SocketAddress aim in _aims)
        {
            _socket.SendTo(datagram, SocketFlags.None, aim);
        }
    }
}
