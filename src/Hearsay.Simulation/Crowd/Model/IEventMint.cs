using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>An event that a crowd's member is about to create.</summary>
internal readonly ref struct EventDraft
{
    public required MemberIndex Creator { get; init; }

    public required Sequence Sequence { get; init; }

    /// <summary>Since the Unix epoch.</summary>
    public required Micros CreatedAt { get; init; }

    /// <summary>Its other-parents, by creator.</summary>
    public required ReadOnlySpan<NamedParent> Parents { get; init; }

    /// <summary>
    /// The hashes of its parents: the self-parent's (the default for none), then those of the others.
    /// </summary>
    public required ReadOnlySpan<EventHash> ParentHashes { get; init; }

    /// <summary>The number of its first action over the whole crowd, and how many there are.</summary>
    public required long FirstAction { get; init; }

    public required int ActionCount { get; init; }
}

/// <summary>Makes a draft an event: its name, and how long it is.</summary>
internal interface IEventMint
{
    /// <summary>Names the next event of the crowd.</summary>
    /// <param name="number">Its number in <see cref="CrowdEvents"/>.</param>
    /// <param name="draft">What it says.</param>
    /// <param name="bytes">Its length, encoded.</param>
    public EventHash Mint(long number, in EventDraft draft, out int bytes);

    /// <summary>Nobody asks for an event any more.</summary>
    public void Forget(long number);
}
