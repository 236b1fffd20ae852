using System.Runtime.CompilerServices;

namespace Hearsay.Hashgraph;

/// <summary>What is known of one member's events.</summary>
internal struct MemberChain
{
    /// <summary>True once there is an event of sequence 0.</summary>
    public bool HasFirst;

    /// <summary>Hash of the first one that came, kept to know a duplicate of it.</summary>
    public EventHash FirstHash;

    /// <summary>That event; stale once it was dropped.</summary>
    public EventHandle FirstEvent;

    /// <summary>Highest sequence that a decided round received; -1 before that. Until the member branched.</summary>
    public int Received;

    /// <summary>The newest released event; none before that. Until the member branched.</summary>
    public Tip Released;

    /// <summary>Events with rows: not released yet.</summary>
    public int Live;
}

/// <summary>
/// The members' self-chains and, for each, the rows of its unreleased events by sequence. A member that branched has
/// more than one chain: from then on its events are found by <see cref="SelfChains"/> alone.
/// </summary>
internal sealed class MemberChains
{
    private readonly MemberChain[] _chains;
    private readonly int[] _heads;
    private int[] _rowRings;
    private int _ringLog2 = 3;

    public MemberChains(int members)
    {
        int entries = VectorWidth.Ints(members);
        _chains = new MemberChain[members];
        _heads = new int[members];
        _rowRings = new int[members << _ringLog2];
        Released = new int[entries];
        Array.Fill(Released, -1);
        Array.Fill(_heads, -1);
        foreach (ref MemberChain chain in _chains.AsSpan())
        {
            chain.Received = -1;
            chain.Released = Tip.None;
        }
    }

    /// <summary>
    /// For each member the highest sequence whose row is released: ancestors that everybody has; -1 for none, and for
    /// members that branched.
    /// </summary>
    public int[] Released { get; }

    public ref MemberChain this[int member] => ref _chains[member];

    /// <summary>The row of an unreleased event of a member that did not branch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int RowOf(int member, int sequence) =>
        _rowRings[(member << _ringLog2) + (sequence & ((1 << _ringLog2) - 1))];

    /// <summary>Makes the event the newest of its chain.</summary>
    public void Append(int member, int sequence, int row)
    {
        while (sequence - Released[member] > 1 << _ringLog2)
        {
            WidenRings();
        }

        _rowRings[(member << _ringLog2) + (sequence & ((1 << _ringLog2) - 1))] = row;
        _heads[member] = sequence;
    }

    /// <summary>Notes that the newest released event of a member that did not branch is this.</summary>
    public void Release(int member, Tip released)
    {
        Invariant.Check(released.Sequence > Released[member], "a chain is released in the order of its sequences");
        _chains[member].Released = released;
        Released[member] = released.Sequence;
    }

    /// <summary>Takes a member that branched out of the vectors.</summary>
    public void Abandon(int member)
    {
        Released[member] = -1;
        _heads[member] = -1;
    }

    private void WidenRings()
    {
        int log2 = _ringLog2 + 1;
        int[] wide = new int[_chains.Length << log2];
        for (int member = 0; member < _chains.Length; member++)
        {
            for (int sequence = Released[member] + 1; sequence <= _heads[member]; sequence++)
            {
                wide[(member << log2) + (sequence & ((1 << log2) - 1))] = RowOf(member, sequence);
            }
        }

        _rowRings = wide;
        _ringLog2 = log2;
    }
}
