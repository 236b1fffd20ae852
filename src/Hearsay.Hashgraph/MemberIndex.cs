namespace Hearsay.Hashgraph;

/// <summary>A member's place in its epoch's roster, from 0.</summary>
public readonly record struct MemberIndex(int Value);
