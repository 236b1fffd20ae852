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
            StronglySeen += followed.Weight >= followed.Enough ? weight : 0;
        }
    }

    /// <summary>Notes that a member sees a witness.</summary>
    /// <param name="witness">Whose witness it is.</param>
    /// <param name="member">Who sees it now.</param>
    /// <param name="weight">That member's weight.</param>
    /// <param name="seen">
    /// The weight of all who see it, this member included, and whether the followed member is one of them.
    /// </param>
    public void See(int witness, int member, int weight, (long By, bool ByFollowed) seen)
    {
        if (member == followed.Index)
        {
            Seen += WeightOf(witness);
            return;
        }

        long reached = seen.By + (seen.ByFollowed ? 0 : followed.Weight);
        if (reached >= followed.Enough && reached - weight < followed.Enough)
        {
            StronglySeen += WeightOf(witness);
        }
    }

    /// <summary>Counts a witness that is there: for counting anew, from nothing.</summary>
    public void Recount(int witness, long seenBy, bool followedSees)
    {
        int weight = WeightOf(witness);
        Present += weight;
        Seen += followedSees ? weight : 0;
        StronglySeen += seenBy + (followedSees ? 0 : followed.Weight) >= followed.Enough ? weight : 0;
    }

    private readonly int WeightOf(int member) => followed.Roster.WeightOf(new MemberIndex(member));
}
