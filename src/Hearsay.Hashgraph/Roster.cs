namespace Hearsay.Hashgraph;

/// <summary>
/// The members of one epoch and their weights. Immutable; a <see cref="EventGraph"/> has one roster for its whole life.
/// </summary>
public sealed class Roster
{
    private readonly int[] _weights;
    private readonly int _quorumThirds = 2;

    /// <summary>A roster with the given weights, one per member, in roster order.</summary>
    /// <param name="weights">
    /// 1 to <see cref="Limits.MembersMax"/> weights, each 1 to <see cref="Limits.WeightMax"/>.
    /// </param>
    /// <exception cref="ArgumentException">The count or a weight is out of range.</exception>
    public Roster(ReadOnlySpan<int> weights)
    {
        if (weights.Length is < 1 or > Limits.MembersMax)
        {
            throw new ArgumentException($"A roster has 1 to {Limits.MembersMax} members, not {weights.Length}.");
        }

        for (int i = 0; i < weights.Length; i++)
        {
            if (weights[i] is < 1 or > Limits.WeightMax)
            {
                throw new ArgumentException(
                    $"Member {i} has weight {weights[i]}; allowed are 1 to {Limits.WeightMax}.");
            }

            TotalWeight += weights[i];
        }

        _weights = weights.ToArray();
    }

    private Roster(Roster roster, int quorumThirds)
    {
        _weights = roster._weights;
        _quorumThirds = quorumThirds;
        TotalWeight = roster.TotalWeight;
    }

    /// <summary>Members in the roster.</summary>
    public int Count => _weights.Length;

    /// <summary>The sum of all weights.</summary>
    public long TotalWeight { get; }

    /// <summary>A roster of <paramref name="members"/> members of weight 1.</summary>
    public static Roster OfEqualMembers(int members)
    {
        int[] weights = new int[members];
        Array.Fill(weights, 1);
        return new Roster(weights);
    }

    /// <summary>The weight of a member.</summary>
    public int WeightOf(MemberIndex member) => _weights[member.Value];

    /// <summary>More than two thirds of the total: 3·weight &gt; 2·total.</summary>
    public bool IsSupermajority(long weight) => 3 * weight > _quorumThirds * TotalWeight;

    /// <summary>The same members under a wrong rule: see <see cref="BrokenRules"/>.</summary>
    internal Roster WithQuorum(int thirds) => thirds == _quorumThirds ? this : new Roster(this, thirds);
}
