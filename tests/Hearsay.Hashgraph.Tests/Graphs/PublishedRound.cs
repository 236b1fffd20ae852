using System.Text;

namespace Hearsay.Hashgraph.Tests;

/// <summary>A decided round as plain values, so that the outputs of two graphs can be compared and printed.</summary>
public sealed record PublishedRound(
    int Round,
    long Time,
    IReadOnlyList<EventHash> Judges,
    IReadOnlyList<int> Convicted,
    IReadOnlyList<OrderedEvent> Events)
{
    public static PublishedRound Of(OrderedRound round) => new(
        round.Round.Number,
        round.Time.Value,
        round.Judges.ToArray(),
        round.Convicted.ToArray().Select(member => member.Value).ToList(),
        round.Events.ToArray());

    public bool Equals(PublishedRound? other) => other is not null
        && Round == other.Round
        && Time == other.Time
        && Judges.SequenceEqual(other.Judges)
        && Convicted.SequenceEqual(other.Convicted)
        && Events.SequenceEqual(other.Events);

    public override int GetHashCode() => HashCode.Combine(Round, Time, Judges.Count, Events.Count);

    public override string ToString()
    {
        StringBuilder text = new($"round {Round} time {Time} judges");
        foreach (EventHash judge in Judges)
        {
            text.Append(' ').Append(judge.ToString().AsSpan(0, 8));
        }

        text.Append(" convicted ").AppendJoin(',', Convicted).Append(" events");
        foreach (OrderedEvent e in Events)
        {
            char creator = (char)('A' + e.Creator.Value);
            text.Append($" {creator}{e.Sequence.Value}/{e.Hash.ToString().AsSpan(0, 8)}@{e.Timestamp.Value}");
        }

        return text.ToString();
    }

    /// <summary>Null when equal, else the first difference in words.</summary>
    public static string? Difference(
        IReadOnlyList<PublishedRound> expected, IReadOnlyList<PublishedRound> actual)
    {
        for (int i = 0; i < Math.Min(expected.Count, actual.Count); i++)
        {
            if (!expected[i].Equals(actual[i]))
            {
                return $"round {i + 1} differs:\nexpected {expected[i]}\nactual   {actual[i]}";
            }
        }

        return expected.Count == actual.Count
            ? null
            : $"expected {expected.Count} decided rounds, actual {actual.Count}";
    }
}
