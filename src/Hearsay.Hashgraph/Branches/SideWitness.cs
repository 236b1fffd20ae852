namespace Hearsay.Hashgraph;

/// <summary>How an election stands.</summary>
internal enum Verdict
{
    Open,
    Famous,
    NotFamous,
}

/// <summary>
/// A witness of a member that branched. Such a member may have any number of witnesses in a round, so each is an
/// election of its own, outside the arrays that have one place per member, and takes memory only as far as others see
/// it or vote for it.
/// </summary>
/// <remarks>
/// Of all witnesses of one member in one round at most one is ever strongly seen, by anybody (SWIRLDS-TR-2016-01, lemma
/// 5.12). As a voter only that one counts: it is then the one that the member's bit stands for in every set of voters.
/// </remarks>
internal sealed class SideWitness
{
    private readonly List<ulong[]?> _votes = [];
    private ushort[]? _firstDescendants;

    public SideWitness(int member, int slot, int sequence, ReadOnlySpan<ulong> votingSet)
    {
        Member = member;
        Slot = slot;
        Sequence = sequence;
        VotingSet = votingSet.ToArray();
    }

    public int Member { get; }

    public int Slot { get; }

    public int Sequence { get; }

    /// <summary>The witnesses of the round before whose votes it collects.</summary>
    public ulong[] VotingSet { get; }

    /// <summary>
    /// The summed weight of the members, those that branched left out, that have an event which sees it.
    /// </summary>
    public long SeenByWeight { get; private set; }

    /// <summary>How its election stands.</summary>
    public Verdict Verdict { get; set; }

    /// <summary>True when some member that did not branch sees it.</summary>
    public bool IsSeen => _firstDescendants is not null;

    /// <summary>As <see cref="WitnessRound.FirstDescendants"/>; empty when nobody sees it.</summary>
    public ReadOnlySpan<ushort> FirstDescendants => _firstDescendants;

    /// <summary>Notes the place of the first event of a member that sees it.</summary>
    public void See(int member, ushort place, int weight)
    {
        if (_firstDescendants is null)
        {
            _firstDescendants = new ushort[VotingSet.Length * 64];
            Array.Fill(_firstDescendants, WitnessRound.Never);
        }

        _firstDescendants[member] = place;
        SeenByWeight += weight;
    }

    /// <summary>Forgets since when a member sees it, which has branched.</summary>
    public void Unsee(int member, int weight)
    {
        if (_firstDescendants is not null && _firstDescendants[member] != WitnessRound.Never)
        {
            _firstDescendants[member] = WitnessRound.Never;
            SeenByWeight -= weight;
        }
    }

    /// <summary>Takes over since when members see a witness that was in the arrays.</summary>
    public void TakeOver(ReadOnlySpan<ushort> firstDescendants, long seenByWeight)
    {
        _firstDescendants = firstDescendants.ToArray();
        SeenByWeight = seenByWeight;
    }

    /// <summary>
    /// The members whose witness of the voting round, so many rounds after its own, votes yes; empty when none does.
    /// </summary>
    public ReadOnlySpan<ulong> Yes(int distance) => distance <= _votes.Count ? _votes[distance - 1] : null;

    /// <summary>Notes that a member's witness of the voting round votes yes.</summary>
    public void CastYes(int distance, int voter)
    {
        while (_votes.Count < distance)
        {
            _votes.Add(null);
        }

        ulong[] votes = _votes[distance - 1] ??= new ulong[VotingSet.Length];
        votes[voter >> 6] |= 1UL << (voter & 63);
    }

    /// <summary>Takes a vote back, if it was a yes.</summary>
    public void TakeBack(int distance, int voter)
    {
        if (distance <= _votes.Count && _votes[distance - 1] is { } votes)
        {
            votes[voter >> 6] &= ~(1UL << (voter & 63));
        }
    }

    /// <summary>Takes over the votes of the next voting round on a witness that was in the arrays.</summary>
    public void TakeOverVotes(ReadOnlySpan<ulong> yes) => _votes.Add(yes.ToArray());
}
