namespace Hearsay.Hashgraph;

/// <summary>Why a graph file was refused.</summary>
/// <param name="Line">The first line that is wrong, counted from 1.</param>
/// <param name="Reason">What is wrong with it: a phrase without a full stop.</param>
public sealed record GraphFileRefusal(long Line, string Reason)
{
    public override string ToString() => $"line {Line}: {Reason}";
}
