using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// Whose turn it is to create an event, where the members' own work is what takes time and not the way between them.
/// Events that follow each other bring the order further than as many that do not know of each other: with four members
/// every event is then a witness, and five of each make an action final instead of six. So the members take turns in
/// roster order, as far as that goes.
/// </summary>
internal sealed class CreationTurns(EngineParts parts, OwnChain chain)
{
    // Not one place but two, so that two members are at work at any time and a core need not wait.
    private const int Places = 2;

    /// <summary>
    /// True when a supermajority's events came since the last own one, and the newest event of the lively member two
    /// places before this one in the roster has the last own event among its ancestors: it followed that one, so the
    /// next own event may follow it.
    /// </summary>
    public bool IsOwn() => HasNewsOfSupermajority() && HasBeenFollowed();

    private bool HasNewsOfSupermajority()
    {
        ReadOnlySpan<int> named = chain.Named;
        long weight = parts.Roster.WeightOf(parts.Self);
        for (int i = 0; i < named.Length; i++)
        {
            bool isNew = i != parts.Self.Value && parts.Known.Highest[i] > named[i];
            weight += isNew ? parts.Roster.WeightOf(new MemberIndex(i)) : 0;
        }

        return parts.Roster.IsSupermajority(weight);
    }

    private bool HasBeenFollowed()
    {
        MemberIndex before = parts.Peers.LivelyBefore(parts.Self, Places, parts.Now);
        int newest = before == parts.Self ? -1 : parts.Known.HeadOf(before);
        if (newest < 0)
        {
            return true;
        }

        ReadOnlySpan<int> ancestors = parts.Graph.LastAncestors(parts.Known[newest].Handle);
        return ancestors.IsEmpty || ancestors[parts.Self.Value] >= parts.Known.Highest[parts.Self.Value];
    }
}
