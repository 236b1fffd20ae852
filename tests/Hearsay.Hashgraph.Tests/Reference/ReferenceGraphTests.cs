namespace Hearsay.Hashgraph.Tests;

/// <summary>Small graphs whose consensus was worked out by hand.</summary>
public sealed class ReferenceGraphTests
{
    [Test]
    public void Published_OfEmptyGraph_IsEmpty()
    {
        ReferenceGraph reference = new(new TestGraph([1, 1]));

        Assert.That(reference.Published, Is.Empty);
        Assert.That(reference.Rounds.Highest, Is.Zero);
    }

    [Test]
    public void Published_OfOneMember_GivesARoundAnEvent()
    {
        // Every event strongly sees the one before: round n holds event n-1. Round 1 is decided by round 3.
        TinyGraph tiny = new(1);
        tiny.On("A0", null, 10);
        tiny.On("A1", "A0", 20);
        tiny.On("A2", "A1", 30);

        ReferenceGraph reference = new(tiny.Graph);

        Assert.That(tiny.Graph.Events.Select(reference.Rounds.RoundOf), Is.EqualTo(new[] { 1, 2, 3 }));
        Assert.That(reference.Published, Has.Count.EqualTo(1));
        Assert.That(reference.Published[0].Judges, Is.EqualTo(new[] { tiny["A0"].Hash }));
        Assert.That(NamesOf(reference.Published[0]), Is.EqualTo("A0@10"));
    }

    [Test]
    public void Rounds_OfFullLayers_RiseEverySecondLayer()
    {
        // Layer 1 sees each event of layer 0 through its creator and itself only; layer 2 through everybody.
        TinyGraph tiny = FullLayers(7);
        ReferenceGraph reference = new(tiny.Graph);

        int[] rounds = Enumerable.Range(0, 7).Select(layer => reference.Rounds.RoundOf(tiny[$"C{layer}"])).ToArray();

        Assert.That(rounds, Is.EqualTo(new[] { 1, 1, 2, 2, 3, 3, 4 }));
        Assert.That(reference.Rounds.IsWitness(tiny["C2"]), Is.True);
        Assert.That(reference.Rounds.IsWitness(tiny["C3"]), Is.False);
    }

    [Test]
    public void Published_OfFullLayers_ReceivesALayerWithTheNext()
    {
        TinyGraph tiny = FullLayers(7);
        ReferenceGraph reference = new(tiny.Graph);

        // All of layer 2 vote yes for all of layer 0, layer 4 decides it: round 1 has four judges with nothing in
        // common. Round 2's judges, layer 2, have layers 0 and 1 in common; layer 6 decides them.
        Assert.That(reference.Published, Has.Count.EqualTo(2));
        Assert.That(reference.Published[0].Judges, Has.Count.EqualTo(4));
        Assert.That(reference.Published[0].Events, Is.Empty);
        Assert.That(reference.Published[0].Time, Is.EqualTo(101), "lower median of 100 to 103");

        // B0 is received at 101 by B, and with layer 1 at 200 by A, 202 by C, 203 by D (ages 0): the second is 200. So
        // it is for C0 and D0, but 201 for A0. The judges' letters XOR to 4, which makes D the least: D, B, C. Layer 1
        // goes the same way a hundred later; A0 and A1 are moved up behind the others.
        Assert.That(
            NamesOf(reference.Published[1]),
            Is.EqualTo("D0@200 B0@201 C0@202 A0@203 D1@300 B1@301 C1@302 A1@303"));
    }

    [Test]
    public void ReceiptTime_TakesTheEarliestReceiptAndItsAge()
    {
        TinyGraph tiny = new(1, 1, 1);
        tiny.On("A0", null, 100);
        tiny.On("B0", null, 110, ("A0", 5));
        tiny.On("C0", null, 90);
        tiny.On("C1", "C0", 200, ("A0", 30), ("B0", 60));
        tiny.On("C2", "C1", 300, ("B0", 1));
        ReferenceOrder order = new(tiny.Graph, new Ancestry(tiny.Graph));

        Assert.That(order.ReceiptTime(tiny["A0"], tiny["C2"]), Is.EqualTo(140), "B0 brought it 60 before C1");
        Assert.That(order.ReceiptTime(tiny["B0"], tiny["C2"]), Is.EqualTo(140));
        Assert.That(order.ReceiptTime(tiny["C0"], tiny["C2"]), Is.EqualTo(90), "its own event");
        Assert.That(order.ReceiptTime(tiny["A0"], tiny["B0"]), Is.EqualTo(105));
    }

    [TestCase(1_000, 90, TestName = "ReceiptTime_OfTooGreatAnAge_IsTheSelfParentsTime")]
    [TestCase(long.MaxValue, 90, TestName = "ReceiptTime_OfTheGreatestAge_IsTheSelfParentsTime")]
    [TestCase(0, 200, TestName = "ReceiptTime_OfAgeZero_IsTheCreationTime")]
    public void ReceiptTime_IsClamped(long age, long expected)
    {
        TinyGraph tiny = new(1, 1);
        tiny.On("A0", null, 100);
        tiny.On("B0", null, 90);
        tiny.On("B1", "B0", 200, ("A0", age));

        ReferenceOrder order = new(tiny.Graph, new Ancestry(tiny.Graph));

        Assert.That(order.ReceiptTime(tiny["A0"], tiny["B1"]), Is.EqualTo(expected));
    }

    [Test]
    public void Median_IsTheLowerOneByWeight()
    {
        Assert.That(ReferenceOrder.Median([(30, 1), (10, 1), (20, 1), (40, 1)]), Is.EqualTo(20));
        Assert.That(ReferenceOrder.Median([(30, 1), (10, 1), (20, 1)]), Is.EqualTo(20));
        Assert.That(ReferenceOrder.Median([(10, 1), (20, 1), (30, 2)]), Is.EqualTo(20));
        Assert.That(ReferenceOrder.Median([(10, 1), (20, 1), (30, 3)]), Is.EqualTo(30));
        Assert.That(ReferenceOrder.Median([(10, 5), (20, 1), (30, 3)]), Is.EqualTo(10));
    }

    [Test]
    public void Sees_EndsWithABranch()
    {
        TinyGraph tiny = Branched();
        Ancestry ancestry = new(tiny.Graph);

        Assert.That(ancestry.Sees(tiny["B0"], tiny["A1x"]), Is.True);
        Assert.That(ancestry.Sees(tiny["C0"], tiny["A1y"]), Is.True);
        Assert.That(ancestry.IsAncestor(tiny["A1x"], tiny["C1"]), Is.True);
        Assert.That(ancestry.Sees(tiny["C1"], tiny["A1x"]), Is.False);
        Assert.That(ancestry.Sees(tiny["C1"], tiny["A0"]), Is.False, "the branch hides its stem too");
        Assert.That(ancestry.Sees(tiny["C1"], tiny["B0"]), Is.True);
    }

    [Test]
    public void Sees_TwoFirstEvents_AreABranch()
    {
        TinyGraph tiny = new(1, 1, 1, 1);
        tiny.On("A0", null, 10);
        tiny.On("A0x", null, 11);
        tiny.On("B0", null, 20, ("A0", 0));
        tiny.On("C0", null, 20, ("A0x", 0));
        tiny.On("D0", null, 30, ("B0", 0), ("C0", 0));
        Ancestry ancestry = new(tiny.Graph);

        Assert.That(ancestry.Sees(tiny["B0"], tiny["A0"]), Is.True);
        Assert.That(ancestry.KnowsBranch(tiny["D0"], 0), Is.True);
    }

    [Test]
    public void StronglySees_NeedsMoreThanTwoThirdsOfTheWeight()
    {
        TinyGraph tiny = new(1, 1, 1, 1);
        tiny.On("A0", null, 10);
        tiny.On("B0", null, 20, ("A0", 0));
        tiny.On("C0", null, 20, ("A0", 0));
        tiny.On("C1", "C0", 30, ("B0", 0));
        Ancestry ancestry = new(tiny.Graph);

        Assert.That(ancestry.StronglySees(tiny["C0"], tiny["A0"]), Is.False, "A and C");
        Assert.That(ancestry.StronglySees(tiny["C1"], tiny["A0"]), Is.True, "A, B and C");
        Assert.That(ancestry.StronglySees(tiny["C1"], tiny["B0"]), Is.False);
    }

    internal static string NamesOf(PublishedRound round) =>
        string.Join(' ', round.Events.Select(
            e => $"{(char)('A' + e.Creator.Value)}{e.Sequence.Value}@{e.Timestamp.Value}"));

    internal static TinyGraph FullLayers(int layers)
    {
        TinyGraph tiny = new(1, 1, 1, 1);
        for (int layer = 0; layer < layers; layer++)
        {
            tiny.Layer(layer, 100 * (layer + 1));
        }

        return tiny;
    }

    private static TinyGraph Branched()
    {
        TinyGraph tiny = new(1, 1, 1, 1);
        tiny.On("A0", null, 10);
        tiny.On("A1x", "A0", 20);
        tiny.On("A1y", "A0", 20);
        tiny.On("B0", null, 30, ("A1x", 0));
        tiny.On("C0", null, 30, ("A1y", 0));
        tiny.On("C1", "C0", 40, ("B0", 0));
        return tiny;
    }
}
