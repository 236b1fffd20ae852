using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>What <see cref="CreationRule"/> must know beside the graph.</summary>
/// <param name="MedianDelay">The median one-way delay to the others; 0 while it is not measured.</param>
/// <param name="IsActive">True while something is to be ordered.</param>
/// <param name="HasPayload">True while actions or system entries wait for an own event.</param>
/// <param name="IsSlowed">True while nothing can be decided for want of a supermajority.</param>
internal readonly record struct CreationNeed(Micros MedianDelay, bool IsActive, bool HasPayload, bool IsSlowed);
