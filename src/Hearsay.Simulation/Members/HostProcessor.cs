using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// What a machine's processor has to do for what comes in: screening takes virtual time, and what arrives meanwhile
/// waits, neighbours by turns, so that a flood delays its victim as on a real machine. Own signatures take time of the
/// same processor; everything else costs nothing here.
/// </summary>
/// <remarks>
/// What is looked at is taken at once, and only what follows waits: a single check delays nobody noticeably.
/// </remarks>
internal sealed class HostProcessor(Stage stage, Host host) : IDue
{
    private readonly Agenda _agenda = stage.Agenda;
    private readonly Inbox _common = new();
    private ScreenTurns? _turns;
    private long _freeAtMicros;
    private bool _isPlanned;

    /// <summary>Microseconds that it was busy so far.</summary>
    public long BusyMicros { get; private set; }

    /// <summary>The most datagrams that waited.</summary>
    public int MostWaiting { get; private set; }

    /// <summary>True when it looks at a datagram at once.</summary>
    public bool IsFree => _freeAtMicros <= _agenda.NowMicros && Waiting == 0;

    private int Waiting => _common.Count + (_turns?.Count ?? 0);

    /// <summary>Keeps it busy for some time from now, or from when it is free.</summary>
    public void Spend(long micros)
    {
        _freeAtMicros = Math.Max(_freeAtMicros, _agenda.NowMicros) + micros;
        BusyMicros += micros;
    }

    /// <summary>Keeps it busy for a screening that cost so many units (<see cref="ScreenedDatagram.Cost"/>).</summary>
    public void SpendScreening(int cost) => Spend((long)cost * stage.Plan.CheckMicros / Gossip.Limits.CheckCost);

    /// <summary>Queues a datagram; false when there is no room.</summary>
    public bool TryQueue(MemberIndex from, ReadOnlySpan<byte> datagram)
    {
        bool isQueued = stage.Control?.TakesTurns == false
            ? _common.TryAdd(from, datagram, Limits.InboxDatagramsMax)
            : Turns().TryAdd(from, datagram);
        MostWaiting = Math.Max(MostWaiting, Waiting);
        Plan();
        return isQueued;
    }

    /// <summary>Forgets what waits.</summary>
    public void Clear()
    {
        _common.Clear();
        _turns = null;
    }

    /// <inheritdoc/>
    public void Happen()
    {
        _isPlanned = false;
        while (_freeAtMicros <= _agenda.NowMicros && TryTakeNext())
        {
        }

        host.Tick();
        if (Waiting > 0)
        {
            Plan();
        }
    }

    private bool TryTakeNext()
    {
        if (_common.TryTake(out (MemberIndex From, byte[] Bytes) next))
        {
            host.Take(next.From, next.Bytes);
            return true;
        }

        if (_turns is not { } turns || !turns.TryTakeNext(out MemberIndex from, out ReadOnlySpan<byte> datagram))
        {
            return false;
        }

        turns.Charge(Math.Max(1, host.Take(from, datagram)));
        return true;
    }

    private ScreenTurns Turns() => _turns ??= new ScreenTurns(stage.Plan.Members, Limits.TurnDatagramsCommon);

    private void Plan()
    {
        if (!_isPlanned)
        {
            _isPlanned = true;
            _agenda.At(_freeAtMicros, this);
        }
    }
}
