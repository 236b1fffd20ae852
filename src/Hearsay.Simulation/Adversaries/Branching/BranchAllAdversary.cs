using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// Gives every honest member a first event of its own, and goes on with a chain for each, on which it names nobody but
/// that member and the chains that its colluders have for it: whatever one honest member names of it, no other has. A
/// member and its hostile neighbours so make as many branches as there are pairs of them.
/// </summary>
internal sealed class BranchAllAdversary : AnsweringAdversary
{
    private const long EveryMicros = 100_000;

    private readonly SortedDictionary<int, Chain> _chains = [];

    /// <inheritdoc/>
    public override string Name => "branch-all";

    /// <inheritdoc/>
    public override void Begin()
    {
        base.Begin();
        foreach (MemberIndex victim in Victims)
        {
            _chains[victim.Value] = new Chain { Last = Make(null, []) };
            Tell(victim, _chains[victim.Value].Last);
            Acted($"begins a chain for m{victim.Value}");
        }

        Every(EveryMicros, () => Speak(Gang<BranchAllAdversary>()));
    }

    private void Speak(BranchAllAdversary[] gang)
    {
        foreach ((int victim, Chain chain) in _chains)
        {
            int latest = Heads.LatestOf(new MemberIndex(victim));
            if (HasRoom && latest > chain.Named)
            {
                chain.Named = latest;
                chain.Last = Make(chain.Last, ParentsFor(new MemberIndex(victim), gang));
                Tell(new MemberIndex(victim), chain.Last);
                Acts++;
            }
        }
    }

    private List<ForgedParent> ParentsFor(MemberIndex victim, BranchAllAdversary[] gang)
    {
        List<ForgedParent> parents =
            [new ForgedParent(victim.Value, Heads.LatestOf(victim), Heads.HashOf(victim), 0)];
        IEnumerable<BranchAllAdversary> colluders = gang.Where(other => other != this);
        parents.AddRange(colluders.Select(other => other._chains[victim.Value].Last.AsParent(0)));
        parents.Sort((one, other) => one.Creator.CompareTo(other.Creator));
        return parents;
    }

    private sealed class Chain
    {
        /// <summary>The chain's last event.</summary>
        public required ForgedEvent Last { get; set; }

        /// <summary>The sequence of the victim's event that was named last; -1 before the first.</summary>
        public int Named { get; set; } = -1;
    }
}
