namespace Hearsay.Hashgraph;

/// <summary>
/// Watches who decides what. A graph decides a witness at the first strong tally that it holds; who knows every strong
/// tally can say when any other peer, to which the same events come in another order, decides it. For honest sessions:
/// witnesses of members that branched are left out.
/// </summary>
internal interface IElectionObserver
{
    /// <summary>
    /// A witness of round <paramref name="round"/> + 2 or later tallied the votes on the witnesses of 64 members.
    /// </summary>
    /// <param name="round">The round that is voted on.</param>
    /// <param name="word">The members: 64 times this and the following.</param>
    /// <param name="voter">The voting witness: its round, its member.</param>
    /// <param name="weak">The members with a witness that this tally does not decide.</param>
    public void Tallied(int round, int word, (int Round, int Member) voter, ulong weak);
}
