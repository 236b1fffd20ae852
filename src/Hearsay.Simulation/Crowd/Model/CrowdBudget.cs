using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>What the upload budget of each member of a crowd carries, said before anything runs.</summary>
public static class CrowdBudget
{
    // An engine asked for nothing but throughput still needs some time per event.
    private const double EventsPerSMax = 200;

    // Sequences and ages in a crowd take two bytes each.
    private const int SequenceUsual = 200;
    private const int AgeUsual = 1_000;

    /// <summary>
    /// Actions per second and member that full events carry, as many as the budget pushes to everybody or as the
    /// intervals of the options allow.
    /// </summary>
    public static double MostActionsPerS(CrowdOptions options)
    {
        int others = Math.Max(1, options.Members - 1);
        int parents = Math.Min(others, CrowdParents.Floor(ParentLimit.Of(options.Gossip, options.Members)));
        NamedParent parent = new(new MemberIndex(others), new Sequence(SequenceUsual), AgeUsual);
        int empty = EventSizes.Frame(SequenceUsual) + (parents * EventSizes.Parent(parent));
        int room = Gossip.Limits.EventBytesMax - empty;
        double pushes = CreationBudget.PushBytesPerS(options.Gossip.UploadBytesPerS)
            / ((double)others * EventSizes.Datagram(Gossip.Limits.EventBytesMax));
        double leastMs = Math.Max(options.Gossip.MinimumIntervalMs ?? 0, 1_000 / EventsPerSMax);
        double events = Math.Min(pushes, 1_000 / leastMs);
        return events * room / (options.ActionBytes + Varint.Length((ulong)options.ActionBytes << 1));
    }
}
