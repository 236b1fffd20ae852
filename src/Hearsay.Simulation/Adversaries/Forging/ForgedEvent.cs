using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>An event made by hand that its maker remembers, to build on it, and to answer questions about it.</summary>
/// <param name="Creator">Whose event it is.</param>
/// <param name="Sequence">Its place on a branch.</param>
/// <param name="Hash">Its name.</param>
/// <param name="Bytes">The event, signed.</param>
/// <param name="ParentHashes">The hashes that its parents digest covers, self-parent first.</param>
internal sealed record ForgedEvent(int Creator, int Sequence, EventHash Hash, byte[] Bytes, EventHash[] ParentHashes)
{
    /// <summary>The event as a parent.</summary>
    public ForgedParent AsParent(long age) => new(Creator, Sequence, Hash, age);
}
