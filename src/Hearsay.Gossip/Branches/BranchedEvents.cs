using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>Which events of members that branched are taken, and which of those enter the graph.</summary>
/// <remarks>
/// Problem: the honest members' events name some of the branches, and all that they name must be found by everybody;
/// but a branching member can make more of them than anybody can hold, and each branch costs everybody a lane.
/// Idea: an event is wanted when a member that did not branch names exactly it, or a wanted event does. Which one an
/// event names is told by its digest, tried against those that are here, or else by the explicit hashes. What is
/// wanted enters; what is awaited, or was asked for, is held back until then; anything else is refused.
/// </remarks>
internal sealed class BranchedEvents(EngineParts parts, EventIntake intake)
{
    private readonly HeldBack _heldBack = new(parts.Known);

    /// <summary>
    /// The events of a member that branched enter the graph only as far as others need them: what nobody names would
    /// use up the lanes.
    /// </summary>
    public bool MayEnter(int index) => parts.Known[index].IsWanted || !HasBranched(index);

    /// <summary>True when a waiting event is known to have exactly this one as parent.</summary>
    public bool IsNamed(int awaited, EventHash hash)
    {
        ref AwaitedEvent wanted = ref intake.Waiting.Awaited[awaited];
        int cursor = wanted.FirstWaiter;
        while (intake.Waiting.Awaited.TryWalk(ref cursor, out int waiter))
        {
            if (intake.Questions.Names(waiter, wanted.Creator, wanted.Sequence, hash))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// True for an event of a branched member whose sequence is awaited, or which comes from a peer that was asked for
    /// it, unless enough others of that sequence are here to choose from.
    /// </summary>
    public bool IsWelcome(int awaited, int other, in EventLayout layout, MemberIndex from)
    {
        int unwanted = 0;
        for (; other >= 0; other = parts.Known[other].NextAlternative)
        {
            unwanted += parts.Known[other].InGraph || parts.Known[other].IsWanted ? 0 : 1;
        }

        return unwanted < Limits.UnwantedAlternativesMax
            && (awaited >= 0 || intake.Asked.Has(from, layout.Creator, layout.Sequence));
    }

    /// <summary>
    /// Lets those parents of the event looked at last enter that were held back, when it is known which are meant.
    /// </summary>
    public void WantParents(int index, Stack<int> work)
    {
        if (!intake.Branches.Any || !intake.Resolution.IsExact)
        {
            return;
        }

        MemberIndex creator = parts.Known[index].Layout.Creator;
        MemberIndex holder = intake.Choice.IsTrusted(creator) ? creator : parts.Known[index].Holder;
        foreach (int parent in intake.Resolution.Here)
        {
            if (parent < 0 || parts.Known[parent].InGraph || parts.Known[parent].IsWanted)
            {
                continue;
            }

            // Also of those not known to have branched: that may show later.
            parts.Known[parent].IsWanted = true;
            if (parts.Known[parent].IsHeldBack)
            {
                parts.Known[parent].IsHeldBack = false;
                parts.Known[parent].Holder = holder;
                work.Push(parent);
            }
        }
    }

    /// <summary>Keeps an event aside until it is wanted; returns one that has to go for it, or -1.</summary>
    public int HoldBack(int index) => _heldBack.Add(index);

    private bool HasBranched(int index) => intake.Branches.HasBranched(parts.Known[index].Layout.Creator);
}
