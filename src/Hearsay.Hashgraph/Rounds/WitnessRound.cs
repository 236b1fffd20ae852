namespace Hearsay.Hashgraph;

/// <summary>
/// One round: the witnesses of the members that did not branch, one each at most, who sees them since when, and how
/// their election stands. The others' are <see cref="SideWitnesses"/>. Pooled by <see cref="RoundWindow"/>.
/// </summary>
internal sealed class WitnessRound
{
    /// <summary>Stands in <see cref="FirstDescendants"/> where no event of the member sees the witness.</summary>
    public const ushort Never = ushort.MaxValue;

    /// <summary>Stands for no witness, and for a member that has not reached the round.</summary>
    public const int None = int.MaxValue;

    private readonly List<ulong[]> _votes = [];
    private readonly Stack<ulong[]> _votePool;
    private readonly ushort[] _firstDescendants;
    private readonly ulong[] _votingSets;
    private readonly int _members;
    private readonly int _shorts;
    private readonly FollowedMember _followed;
    private WitnessTally _tally;

    public WitnessRound(FollowedMember followed, Stack<ulong[]> votePool)
    {
        int members = followed.Roster.Count;
        _followed = followed;
        int entries = VectorWidth.Entries(members);
        _votePool = votePool;
        _members = members;
        Words = VectorWidth.Words(members);
        _shorts = Words * 64;
        WitnessSequence = new int[entries];
        WitnessSlot = new int[members];
        FirstSequence = new int[entries];
        SeenByWeight = new long[members];
        _firstDescendants = new ushort[members * _shorts];
        _votingSets = new ulong[members * Words];
        Present = new ulong[Words];
        Undecided = new ulong[Words];
        Unconfirmed = new ulong[Words];
        Famous = new ulong[Words];
        Held = new ulong[Words];
    }

    public int Number { get; private set; }

    public int Words { get; }

    /// <summary>Per member the sequence of its witness; <see cref="None"/> without one.</summary>
    public int[] WitnessSequence { get; }

    /// <summary>Per member the slot of its witness; meaningless without one.</summary>
    public int[] WitnessSlot { get; }

    /// <summary>
    /// Per member the sequence of its first event that sees a witness of this round. Places of the chain relative to it
    /// fit 16 bits, because a member has only so many unreleased events.
    /// </summary>
    public int[] FirstSequence { get; }

    /// <summary>Per witness the summed weight of the members, those that branched left out, with an event that sees it.
    /// </summary>
    public long[] SeenByWeight { get; }

    /// <summary>The weights of the witnesses, for the followed member.</summary>
    public WitnessTally Tally => _tally;

    /// <summary>Members that have a witness here.</summary>
    public ulong[] Present { get; }

    /// <summary>Members whose witness's fame is open.</summary>
    public ulong[] Undecided { get; }

    /// <summary>Members whose witness's fame is open, or was decided by one voter only.</summary>
    public ulong[] Unconfirmed { get; }

    /// <summary>Members whose witness is famous.</summary>
    public ulong[] Famous { get; }

    /// <summary>Members of whom a witness is strongly seen by somebody.</summary>
    public ulong[] Held { get; }

    /// <summary>The witnesses of the members that branched.</summary>
    public SideWitnesses Sides { get; } = new();

    /// <summary>
    /// The latest round whose witnesses were needed to make a witness famous: every event of that round or a later one
    /// has all famous witnesses of this round among its ancestors.
    /// </summary>
    public int DecidedByRound { get; set; }

    /// <summary>True when the fame of every witness is decided.</summary>
    public bool IsDecided => Sides.Open == 0 && !Undecided.AsSpan().ContainsAnyExcept(0UL);

    /// <summary>
    /// Per member, relative to <see cref="FirstSequence"/> and from 1, the first event that sees the witness.
    /// </summary>
    public Span<ushort> FirstDescendants(int member) => _firstDescendants.AsSpan(member * _shorts, _shorts);

    /// <summary>The witnesses of the round before whose votes the witness of this member collects.</summary>
    public Span<ulong> VotingSet(int member) => _votingSets.AsSpan(member * Words, Words);

    /// <summary>
    /// The members whose witness of round <paramref name="votingRound"/> votes yes on the witness of a member.
    /// </summary>
    public Span<ulong> Yes(int votingRound, int member) =>
        _votes[votingRound - Number - 1].AsSpan(member * Words, Words);

    /// <summary>Makes room for the votes of all rounds up to <paramref name="votingRound"/>; all start as no.</summary>
    public void OpenVotes(int votingRound)
    {
        while (_votes.Count < votingRound - Number)
        {
            ulong[] votes = _votePool.Count > 0 ? _votePool.Pop() : new ulong[_members * Words];
            Array.Clear(votes);
            _votes.Add(votes);
        }
    }

    /// <summary>Makes a pooled round an empty round <paramref name="number"/>.</summary>
    public void Reset(int number)
    {
        Number = number;
        DecidedByRound = 0;
        _tally = new WitnessTally(_followed);
        Array.Fill(WitnessSequence, None);
        Array.Fill(FirstSequence, None);
        Array.Clear(Present);
        Array.Clear(Undecided);
        Array.Clear(Unconfirmed);
        Array.Clear(Famous);
        Array.Clear(Held);
        Sides.Clear();
        foreach (ulong[] votes in _votes)
        {
            _votePool.Push(votes);
        }

        _votes.Clear();
    }

    /// <summary>Registers the witness of a member, seen by nobody yet.</summary>
    public void Register(int member, int sequence, int slot, ReadOnlySpan<ulong> votingSet)
    {
        WitnessSequence[member] = sequence;
        WitnessSlot[member] = slot;
        SeenByWeight[member] = 0;
        FirstDescendants(member).Fill(Never);
        votingSet.CopyTo(VotingSet(member));
        Present[member >> 6] |= 1UL << (member & 63);
        _tally.Register(member);
    }

    /// <summary>
    /// Notes that the event of <paramref name="member"/> with this sequence is its first to see a witness.
    /// </summary>
    public void See(int witness, int member, int sequence, int weight)
    {
        _firstDescendants[(witness * _shorts) + member] = PlaceOf(member, sequence);
        SeenByWeight[witness] += weight;
        _tally.See(witness, member, weight, (SeenByWeight[witness], FollowedSees(witness)));
    }

    /// <summary>An event's place on its chain, relative to the first of the chain that sees any witness.</summary>
    public ushort PlaceOf(int member, int sequence)
    {
        FirstSequence[member] = Math.Min(FirstSequence[member], sequence);
        int place = sequence - FirstSequence[member] + 1;
        Invariant.Check(place is > 0 and <= Limits.LiveEventsPerMemberMax, "a place on a chain fits 16 bits");
        return (ushort)place;
    }

    /// <summary>Takes the witness of a member out of the arrays, and since when the member sees the others.</summary>
    public void Abandon(int member, int weight)
    {
        ulong others = ~(1UL << (member & 63));
        Present[member >> 6] &= others;
        Undecided[member >> 6] &= others;
        Unconfirmed[member >> 6] &= others;
        Famous[member >> 6] &= others;
        WitnessSequence[member] = None;
        FirstSequence[member] = None;
        for (int witness = 0; witness < _members; witness++)
        {
            ref ushort first = ref _firstDescendants[(witness * _shorts) + member];
            if (WitnessSequence[witness] != None && first != Never)
            {
                first = Never;
                SeenByWeight[witness] -= weight;
            }
        }

        Recount();
    }

    private bool FollowedSees(int witness) =>
        _followed.Index >= 0 && _firstDescendants[(witness * _shorts) + _followed.Index] != Never;

    private void Recount()
    {
        _tally = new WitnessTally(_followed);
        for (int witness = 0; witness < _members && _followed.Index >= 0; witness++)
        {
            if (WitnessSequence[witness] != None)
            {
                _tally.Recount(witness, SeenByWeight[witness], FollowedSees(witness));
            }
        }
    }
}
