using Hearsay.Hashgraph;

namespace Hearsay.Session;

/// <summary>
/// A stretch of the session with one roster and one graph. Immutable. Epoch 1 starts from the genesis; each later one
/// from the last round of the one before. The id is covered by every event's signature, so histories never mix.
/// </summary>
public sealed class Epoch
{
    private Epoch(int number, EventHash previousId, Round lastRound, IReadOnlyList<Member> members, StateDigest state)
    {
        Number = number;
        Members = members;
        Roster = new Roster([.. members.Select(m => m.Weight!.Value)]);
        Id = IdOf(previousId, lastRound, members, state);
    }

    /// <summary>1 for the first.</summary>
    public int Number { get; }

    /// <summary>
    /// SHA-256 of: previous epoch's id (32 bytes; for epoch 1 the session id), the last round of the previous epoch
    /// (4; 0), the count of members (2), for each public key (64), weight (4) and name, and the state digest at the
    /// end of the previous epoch (32; zeros: the first state follows from the genesis). See
    /// <see cref="CanonicalWriter"/>.
    /// </summary>
    public EventHash Id { get; }

    /// <summary>The members in roster order, each with its weight.</summary>
    public IReadOnlyList<Member> Members { get; }

    /// <summary>The members' weights, for the graph.</summary>
    public Roster Roster { get; }

    /// <summary>The epoch that a session starts with.</summary>
    public static Epoch First(Genesis genesis)
    {
        Member[] members = [.. genesis.Members.Select(
            m => m with { Weight = m.Weight ?? genesis.Constitution.MemberWeight })];
        return new Epoch(1, genesis.SessionId, default, members, default);
    }

    /// <summary>The epoch that follows this one, ended after <paramref name="lastRound"/>.</summary>
    /// <param name="lastRound">The last round of this epoch that counts.</param>
    /// <param name="members">The new roster; every member has a weight.</param>
    /// <param name="state">The digest of the session's state after that round.</param>
    public Epoch Next(Round lastRound, IReadOnlyList<Member> members, StateDigest state)
    {
        Invariant.Check(members.All(m => m.Weight is not null), "every member of an epoch has its weight");
        return new Epoch(checked(Number + 1), Id, lastRound, [.. members], state);
    }

    /// <summary>The members' keys in roster order, for a verifier.</summary>
    public PublicKey[] PublicKeys() => [.. Members.Select(m => m.PublicKey)];

    /// <summary>The place of the member with this key; false when it is not in this epoch.</summary>
    public bool TryFind(PublicKey key, out MemberIndex place)
    {
        for (int i = 0; i < Members.Count; i++)
        {
            if (Members[i].PublicKey.Equals(key))
            {
                place = new MemberIndex(i);
                return true;
            }
        }

        place = default;
        return false;
    }

    private static EventHash IdOf(
        EventHash previousId, Round lastRound, IReadOnlyList<Member> members, StateDigest state)
    {
        CanonicalWriter to = new();
        to.Hash(previousId);
        to.Number32(lastRound.Number);
        to.Number16(members.Count);
        foreach (Member member in members)
        {
            to.Bytes(member.PublicKey.Point);
            to.Number32(member.Weight!.Value);
            to.Text(member.Name);
        }

        to.Hash(state.Value);
        return to.Sha256();
    }
}
