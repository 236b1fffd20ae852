namespace Hearsay.Hashgraph.Tests;

/// <summary>An event of a <see cref="TestGraph"/>, linked to its parents as objects.</summary>
public sealed class TestEvent
{
    /// <summary>Its place in its graph's list; parents have lower ones.</summary>
    public required int Index { get; init; }

    public required EventHash Hash { get; init; }

    public required int Creator { get; init; }

    public required int Sequence { get; init; }

    public required TestEvent? SelfParent { get; init; }

    public required IReadOnlyList<TestParent> OtherParents { get; init; }

    public required long CreatedAt { get; init; }

    /// <summary>The self-parent, if any, and the other-parents.</summary>
    public IEnumerable<TestEvent> Parents()
    {
        if (SelfParent is not null)
        {
            yield return SelfParent;
        }

        foreach (TestParent parent in OtherParents)
        {
            yield return parent.Event;
        }
    }

    public override string ToString() => $"#{Index} {(char)('A' + Creator)}{Sequence}";
}

/// <summary>An other-parent and its age in microseconds.</summary>
public readonly record struct TestParent(TestEvent Event, long Age);
