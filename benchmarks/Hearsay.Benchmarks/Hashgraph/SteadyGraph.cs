using Hearsay.Hashgraph;

namespace Hearsay.Benchmarks.Hashgraph;

/// <summary>
/// An endless honest session for one graph: members create in turn (a new random turn order each cycle), and an event
/// names the newest events that had time to travel, nearest members first.
/// </summary>
public sealed class SteadyGraph
{
    private const int History = 8;

    private readonly EventGraph _graph;
    private readonly OrderedRound _round = new();
    private readonly OtherParent[] _parents;
    private readonly EventHandle[] _handles;
    private readonly int[] _heads;
    private readonly int[] _named;
    private readonly long[] _bornAt;
    private readonly int[] _turns;
    private readonly int _members;
    private readonly int _travelEvents;
    private readonly Random _random = new(1);
    private long _step;

    /// <param name="members">Members in the roster.</param>
    /// <param name="parents">Most other-parents of an event.</param>
    public SteadyGraph(int members, int parents)
    {
        _graph = new EventGraph(Roster.OfEqualMembers(members));
        _members = members;
        _travelEvents = members / 4;
        _parents = new OtherParent[Math.Min(parents, members - 1)];
        _handles = new EventHandle[members * History];
        _bornAt = new long[members * History];
        _heads = new int[members];
        _named = new int[members * members];
        _turns = new int[members];
        Array.Fill(_heads, -1);
        Array.Fill(_named, -1);
        for (int i = 0; i < members; i++)
        {
            _turns[i] = i;
        }
    }

    /// <summary>Rounds decided so far.</summary>
    public int Rounds => _graph.LastDecidedRound.Number;

    /// <summary>Events ordered so far.</summary>
    public long Ordered { get; private set; }

    /// <summary>Inserts <paramref name="events"/> events and takes what gets decided.</summary>
    public void Run(int events)
    {
        for (int i = 0; i < events; i++)
        {
            Insert();
            while (_graph.TryTakeRound(_round))
            {
                Ordered += _round.Events.Length;
            }
        }
    }

    private void Insert()
    {
        int turn = (int)(_step % _members);
        if (turn == 0)
        {
            _random.Shuffle(_turns);
        }

        int creator = _turns[turn];
        int sequence = _heads[creator] + 1;
        int parents = ChooseParents(creator);
        Span<byte> hash = stackalloc byte[EventHash.Bytes];
        BitConverter.TryWriteBytes(hash, (ulong)_step * 0x9E3779B97F4A7C15UL);
        BitConverter.TryWriteBytes(hash[24..], (ulong)_step * 0xD1342543DE82EF95UL);
        NewEvent newEvent = new()
        {
            Hash = EventHash.Read(hash),
            Creator = new MemberIndex(creator),
            Sequence = new Sequence(sequence),
            SelfParent = sequence == 0 ? EventHandle.None : _handles[creator * History + (sequence - 1) % History],
            CreatedAt = new Micros(1_000_000 + _step * 100),
        };
        if (_graph.TryInsert(newEvent, _parents.AsSpan(0, parents), out EventHandle handle) != InsertOutcome.Inserted)
        {
            throw new InvalidOperationException("The schedule made an event that the graph refuses.");
        }

        _handles[creator * History + sequence % History] = handle;
        _bornAt[creator * History + sequence % History] = _step;
        _heads[creator] = sequence;
        _step++;
    }

    private int ChooseParents(int creator)
    {
        int count = 0;
        int start = _random.Next(_members);
        for (int i = 0; i < _members && count < _parents.Length; i++)
        {
            int other = (start + i) % _members;
            int sequence = _heads[other];
            if (other == creator || sequence < 0)
            {
                continue;
            }

            if (_bornAt[other * History + sequence % History] > _step - _travelEvents)
            {
                sequence--;
            }

            if (sequence > _named[creator * _members + other])
            {
                _named[creator * _members + other] = sequence;
                long age = _step - _bornAt[other * History + sequence % History];
                _parents[count++] = new OtherParent(
                    _handles[other * History + sequence % History], new Micros(50 * age));
            }
        }

        return count;
    }
}
