namespace Hearsay.Hashgraph;

/// <summary>
/// One round: its witnesses by lane (a lane is a chain, so it has at most one a round), who sees them since when, and
/// how their election stands. Pooled by <see cref="RoundWindow"/>.
/// </summary>
internal sealed class WitnessRound
{
    /// <summary>Stands in <see cref="FirstDescendants"/> where no event of the lane sees the witness.</summary>
    public const ushort Never = ushort.MaxValue;

    /// <summary>Stands for no witness, and for a lane that has not reached the round.</summary>
    public const int None = int.MaxValue;

    private readonly List<ulong[]> _votes = [];
    private readonly Stack<ulong[]> _votePool;
    private readonly ushort[] _firstDescendants;
    private readonly ulong[] _votingSets;

    public WitnessRound(int stride, Stack<ulong[]> votePool)
    {
        _votePool = votePool;
        Stride = stride;
        WitnessSequence = new int[stride];
        WitnessSlot = new int[stride];
        FirstSequence = new int[stride];
        SeenByWeight = new long[stride];
        _firstDescendants = new ushort[stride * stride];
        _votingSets = new ulong[stride * Words];
        Present = new ulong[Words];
        Undecided = new ulong[Words];
        Famous = new ulong[Words];
    }

    public int Number { get; private set; }

    public int Stride { get; }

    public int Words => Stride / 64;

    /// <summary>Per lane the sequence of its witness; <see cref="None"/> without one.</summary>
    public int[] WitnessSequence { get; }

    /// <summary>Per lane the slot of its witness; meaningless without one.</summary>
    public int[] WitnessSlot { get; }

    /// <summary>
    /// Per lane the sequence of its first event that sees a witness of this round. Places of the lane relative to it
    /// fit 16 bits, because a lane has only so many unreleased events.
    /// </summary>
    public int[] FirstSequence { get; }

    /// <summary>Per witness the summed weight of the lanes with an event that sees it: without a supermajority here
    /// nobody can strongly see it.</summary>
    public long[] SeenByWeight { get; }

    /// <summary>Lanes that have a witness.</summary>
    public ulong[] Present { get; }

    /// <summary>Lanes whose witness's fame is open.</summary>
    public ulong[] Undecided { get; }

    /// <summary>Lanes whose witness is famous.</summary>
    public ulong[] Famous { get; }

    /// <summary>
    /// The latest round whose witnesses were needed to make a witness famous: every event of that round or a later one
    /// has all famous witnesses of this round among its ancestors.
    /// </summary>
    public int DecidedByRound { get; set; }

    /// <summary>
    /// Per lane, relative to <see cref="FirstSequence"/> and from 1, the first event that sees the witness.
    /// </summary>
    public Span<ushort> FirstDescendants(int lane) => _firstDescendants.AsSpan(lane * Stride, Stride);

    /// <summary>
    /// The witnesses of the round before whose votes the witness of this lane collects; see RoundAssignment.
    /// </summary>
    public Span<ulong> VotingSet(int lane) => _votingSets.AsSpan(lane * Words, Words);

    /// <summary>
    /// The lanes of round <paramref name="votingRound"/> whose witness votes yes on the witness of a lane.
    /// </summary>
    public Span<ulong> Yes(int votingRound, int lane) =>
        _votes[votingRound - Number - 1].AsSpan(lane * Words, Words);

    /// <summary>Makes room for the votes of all rounds up to <paramref name="votingRound"/>; all start as no.</summary>
    public void OpenVotes(int votingRound)
    {
        while (_votes.Count < votingRound - Number)
        {
            ulong[] votes = _votePool.Count > 0 ? _votePool.Pop() : new ulong[Stride * Words];
            Array.Clear(votes);
            _votes.Add(votes);
        }
    }

    /// <summary>Makes a pooled round an empty round <paramref name="number"/>.</summary>
    public void Reset(int number)
    {
        Number = number;
        DecidedByRound = 0;
        Array.Fill(WitnessSequence, None);
        Array.Fill(FirstSequence, None);
        Array.Clear(Present);
        Array.Clear(Undecided);
        Array.Clear(Famous);
        foreach (ulong[] votes in _votes)
        {
            _votePool.Push(votes);
        }

        _votes.Clear();
    }

    /// <summary>Registers the witness of a lane, seen by nobody yet, with an empty voting set.</summary>
    public void Register(int lane, int sequence, int slot)
    {
        WitnessSequence[lane] = sequence;
        WitnessSlot[lane] = slot;
        SeenByWeight[lane] = 0;
        FirstDescendants(lane).Fill(Never);
        VotingSet(lane).Clear();
        Present[lane >> 6] |= 1UL << (lane & 63);
    }

    /// <summary>
    /// Notes that the event of <paramref name="lane"/> with this sequence is the lane's first to see a witness.
    /// </summary>
    public void See(int witness, int lane, int sequence, int weight)
    {
        FirstSequence[lane] = Math.Min(FirstSequence[lane], sequence);
        _firstDescendants[witness * Stride + lane] = (ushort)(sequence - FirstSequence[lane] + 1);
        SeenByWeight[witness] += weight;
    }

    /// <summary>The same round with room for more lanes.</summary>
    public WitnessRound Widened(int stride, Stack<ulong[]> votePool)
    {
        var wide = new WitnessRound(stride, votePool);
        wide.Reset(Number);
        wide.DecidedByRound = DecidedByRound;
        WitnessSequence.CopyTo(wide.WitnessSequence, 0);
        WitnessSlot.CopyTo(wide.WitnessSlot, 0);
        FirstSequence.CopyTo(wide.FirstSequence, 0);
        SeenByWeight.CopyTo(wide.SeenByWeight, 0);
        Present.CopyTo(wide.Present, 0);
        Undecided.CopyTo(wide.Undecided, 0);
        Famous.CopyTo(wide.Famous, 0);
        RowStore.Widen(_firstDescendants, Stride, stride, Never).CopyTo(wide._firstDescendants, 0);
        RowStore.Widen(_votingSets, Words, wide.Words, 0UL).CopyTo(wide._votingSets, 0);
        wide.OpenVotes(Number + _votes.Count);
        for (int i = 0; i < _votes.Count; i++)
        {
            RowStore.Widen(_votes[i], Words, wide.Words, 0UL).CopyTo(wide._votes[i], 0);
        }

        return wide;
    }
}
