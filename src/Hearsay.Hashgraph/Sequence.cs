namespace Hearsay.Hashgraph;

/// <summary>An event's place on its creator's self-chain, from 0.</summary>
public readonly record struct Sequence(int Value);
