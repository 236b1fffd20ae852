namespace Hearsay.Hashgraph;

/// <summary>
/// The weights of one round's witnesses as <see cref="RoundProgress"/> gives them, kept up to date as witnesses come
/// and as members come to see them. Nothing is counted while nobody is followed.
/// </summary>
internal struct WitnessTally(FollowedMember followed)
{
    /// <summary>Of all witnesses of members that did not branch.</summary>
    public long Present { get; private set; }

    /// <summary>Of those that the followed member's last event sees.</summary>
    public long Seen { get; private set; }

    /// <summary>
    /// Of those that an event of the followed member which names everything in the graph would strongly see: it would
    /// see each of them itself, and so counts among those that do.
    /// </summary>
    public long StronglySeen { get; private set; }

    /// <summary>Notes a witness that nobody sees yet.</summary>
    public void Register(int witness)
    {
        if (followed.Index >= 0)
        {
            int weight = WeightOf(witness);
            Present += weight;
            StronglySeen += IsEnough(followed.Weight) ? weight : 0;
        }
    }

    /// <summary>Notes that a member sees a witness.</summary>
    /// <param name="witness">Whose witness it is.</param>
    /// <param name="member">Who sees it now.</param>
    /// <param name="seenBy">The weight of all who do, this member included.</param>
    /// <param name="followedSees">True when the followed member sees it, now or already.</param>
    public void See(int witness, int member, long seenBy, bool followedSees)
    {
        if (followed.Index < 0)
        {
            return;
        }

        if (member == followed.Index)
        {
            Seen += WeightOf(witness);
            return;
        }

        long reached = seenBy + (followedSees ? 0 : followed.Weight);
        bool isNew = IsEnough(reached) && !IsEnough(reached - WeightOf(member));
        StronglySeen += isNew ? WeightOf(witness) : 0;
    }

    /// <summary>Counts a witness that is there: for counting anew, from nothing.</summary>
    public void Recount(int witness, long seenBy, bool followedSees)
    {
        int weight = WeightOf(witness);
        Present += weight;
        Seen += followedSees ? weight : 0;
        StronglySeen += IsEnough(seenBy + (followedSees ? 0 : followed.Weight)) ? weight : 0;
    }

    private readonly bool IsEnough(long weight) => followed.Roster.IsSupermajority(weight);

    private readonly int WeightOf(int member) => followed.Roster.WeightOf(new MemberIndex(member));
}
