using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// Datagrams that wait between the socket and the <see cref="DatagramScreen"/>, neighbour by neighbour. Problem:
/// checking is a hundred times dearer than receiving, so in one common queue the flood of one neighbour delays
/// everybody. Idea: each neighbour has a queue of its own, and they take turns: who has a long queue waits for himself.
/// Algorithm: deficit round robin (Shreedhar and Varghese, "Efficient Fair Queuing Using Deficit Round Robin",
/// SIGCOMM 1995).
/// </summary>
/// <remarks>
/// We depart from the paper in one thing: what a datagram costs is known only after it was screened, so it is charged
/// afterwards (<see cref="Charge"/>), and a neighbour that took more than its quantum sits out so many turns. Leaving
/// with an empty queue does not pay such a debt. A datagram costs at most a bounded number of checks, so both the debt
/// and the wait of a neighbour that comes with an empty account are bounded: one turn of each other neighbour.
///
/// All queues share one pool. Each neighbour has a few places for itself; of the rest it may take as much as is left
/// free (Choudhury and Hahne, "Dynamic Queue Length Thresholds", 1998). So one flood fills at most half of it, two a
/// third each, and there is always room for who comes later.
///
/// Not thread-safe: each receiving thread has one. Allocates nothing after construction.
/// </remarks>
public sealed class ScreenTurns
{
    private const int None = -1;

    private readonly DatagramPool _pool;
    private readonly int[] _first; // of each neighbour: its oldest datagram's place in the pool
    private readonly int[] _last;
    private readonly int[] _waiting; // of each neighbour: how many datagrams
    private readonly int[] _credit; // of each neighbour: what it may still use in this turn; negative: its debt
    private readonly int[] _nextInTurn; // of each neighbour with datagrams: whose turn is after its own
    private readonly int _commonMax;
    private int _common; // places taken beyond the neighbours' own
    private int _turn = None; // whose turn it is
    private int _lastInTurn = None;
    private MemberIndex _taken;

    /// <summary>Queues for a roster of <paramref name="members"/>.</summary>
    /// <param name="members">How many; at least 1.</param>
    /// <param name="commonDatagrams">
    /// Places that all share, at least 1, beside <see cref="Limits.TurnDatagramsPerPeer"/> for each member; 1,200 bytes
    /// each. Default <see cref="Limits.TurnDatagramsCommon"/>.
    /// </param>
    public ScreenTurns(int members, int commonDatagrams = Limits.TurnDatagramsCommon)
    {
        Invariant.Check(members > 0 && commonDatagrams > 0, "turns are taken by somebody, with room to wait");
        _commonMax = commonDatagrams;
        _pool = new DatagramPool((members * Limits.TurnDatagramsPerPeer) + commonDatagrams);
        _first = new int[members];
        _last = new int[members];
        _waiting = new int[members];
        _credit = new int[members];
        _nextInTurn = new int[members];
    }

    /// <summary>Datagrams that wait, of all neighbours.</summary>
    public int Count { get; private set; }

    /// <summary>True when nothing waits.</summary>
    public bool IsEmpty => Count == 0;

    /// <summary>Datagrams of this neighbour that wait.</summary>
    public int CountOf(MemberIndex neighbour) => _waiting[neighbour.Value];

    /// <summary>
    /// Queues a copy of a datagram. False when the neighbour's share of the room is used up, or the datagram is longer
    /// than <see cref="Limits.DatagramBytesMax"/>: then nothing changes, and the caller counts it.
    /// </summary>
    /// <param name="from">Whose turn it will take; of the roster.</param>
    /// <param name="datagram">Any bytes.</param>
    public bool TryAdd(MemberIndex from, ReadOnlySpan<byte> datagram)
    {
        int neighbour = from.Value;
        int beyondOwn = _waiting[neighbour] - Limits.TurnDatagramsPerPeer;
        if (datagram.Length > Limits.DatagramBytesMax || beyondOwn >= _commonMax - _common)
        {
            return false;
        }

        _common += beyondOwn >= 0 ? 1 : 0;
        int place = _pool.Add(datagram);
        if (_waiting[neighbour]++ == 0)
        {
            _first[neighbour] = place;
            _credit[neighbour] += Limits.TurnQuantum;
            TakePlaceInTurn(neighbour);
        }
        else
        {
            _pool.Link(_last[neighbour], place);
        }

        _last[neighbour] = place;
        Count++;
        return true;
    }

    /// <summary>
    /// Takes the next datagram in turn; false when nothing waits. Screen it, then say what that cost with
    /// <see cref="Charge"/>, and only then take the next one.
    /// </summary>
    /// <param name="from">Whose it is.</param>
    /// <param name="datagram">Its bytes, valid until the next <see cref="TryAdd"/>.</param>
    public bool TryTakeNext(out MemberIndex from, out ReadOnlySpan<byte> datagram)
    {
        from = default;
        datagram = default;
        if (Count == 0)
        {
            return false;
        }

        PassOn();
        int neighbour = _turn;
        int place = _first[neighbour];
        _first[neighbour] = _pool.Next(place);
        datagram = _pool.Take(place);
        from = _taken = new MemberIndex(neighbour);
        Count--;
        _common -= _waiting[neighbour] > Limits.TurnDatagramsPerPeer ? 1 : 0;
        if (--_waiting[neighbour] == 0)
        {
            LeaveTurn();
        }

        return true;
    }

    /// <summary>Charges the neighbour whose datagram was taken last for what its screening cost.</summary>
    /// <param name="cost">In units of <see cref="ScreenedDatagram.Cost"/>, at least 1.</param>
    public void Charge(int cost)
    {
        int neighbour = _taken.Value;
        _credit[neighbour] -= cost;
        if (_waiting[neighbour] == 0)
        {
            // What is left of the quantum is lost, what it owes is not.
            _credit[neighbour] = Math.Min(_credit[neighbour], 0);
        }
    }

    /// <summary>Moves on until somebody has credit: at most as often as the dearest datagram has quanta.</summary>
    private void PassOn()
    {
        while (_credit[_turn] <= 0)
        {
            int neighbour = _turn;
            _credit[neighbour] += Limits.TurnQuantum;
            LeaveTurn();
            TakePlaceInTurn(neighbour);
        }
    }

    private void TakePlaceInTurn(int neighbour)
    {
        _nextInTurn[neighbour] = None;
        if (_turn == None)
        {
            _turn = neighbour;
        }
        else
        {
            _nextInTurn[_lastInTurn] = neighbour;
        }

        _lastInTurn = neighbour;
    }

    private void LeaveTurn() => _turn = _nextInTurn[_turn];
}
