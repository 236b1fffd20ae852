namespace Hearsay.Ecs;

/// <summary>A query in the ids of one registry.</summary>
internal readonly record struct QueryMask(ulong All, ulong None)
{
    public bool Matches(ulong signature) => (signature & (All | None)) == All;
}
