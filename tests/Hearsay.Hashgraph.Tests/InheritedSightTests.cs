namespace Hearsay.Hashgraph.Tests;

/// <summary>
/// Seven members, of whom two branch, which is as many as may. Five round-3 witnesses see a branch that their parent
/// did not see, and so strongly see by themselves only two of the witnesses before them. If they collected votes from
/// those two, one election would be decided both ways; they inherit what their parent strongly saw.
/// </summary>
public sealed class InheritedSightTests
{
    private delegate void Adder(string name, string? self, string others = "");

    [Test]
    public void StronglySeen_ByWitnessesThatSeeTooFewThemselves_IsWhatTheirParentSaw()
    {
        TinyGraph tiny = Build();
        ReferenceGraph reference = new(tiny.Graph);
        IReadOnlyList<TestEvent> seen = reference.Rounds.StronglySeenBy(tiny["C4"]);
        Assert.That(
            seen.Count(x => reference.Ancestry.StronglySeesByItself(tiny["C4"], x)),
            Is.EqualTo(2),
            "the case is the one meant");
        Assert.That(seen, Is.EqualTo(reference.Rounds.StronglySeenBy(tiny["A4x"])));
        Assert.That(reference.Elections.Contradictions, Is.Zero);
    }

    [Test]
    public void TryTakeRound_WhicheverOfTheBranchesComesLast_GivesTheSameRounds()
    {
        TestGraph graph = Build().Graph;
        foreach (TestEvent last in graph.Events.Where(e => !graph.Events.Any(other => other.Parents().Contains(e))))
        {
            TestGraph other = graph.Rebuild(graph.Events.Where(e => e != last).Append(last).ToList());
            Assert.That(
                GraphFeed.Run(other).Select(round => round.ToString()),
                Is.EqualTo(GraphFeed.Run(graph).Select(round => round.ToString())),
                last.ToString());
        }
    }

    [Test]
    public void Output_OfVariationsOfTheCase_EqualsTheReference()
    {
        TestGraph disputed = Build().Graph;
        for (ulong seed = 0; seed < 60; seed++)
        {
            TestGraph graph = HostileGraph.Vary(disputed, seed, 2, 70);
            Assert.That(new ReferenceGraph(graph).Elections.Contradictions, Is.Zero, $"seed {seed}");
            GraphComparison.AssertEqual(graph, seed, $"variation {seed}");
        }
    }

    private static TinyGraph Build()
    {
        TinyGraph tiny = new(1, 1, 1, 1, 1, 1, 1);
        long time = 100;
        void On(string name, string? self, string others = "") => tiny.On(
            name,
            self,
            time++,
            others.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(other => (other, 0L)).ToArray());
        AddFirstLayers(On);
        AddBranches(On);
        AddLastLayers(On);
        return tiny;
    }

    private static string Without(string names, char creator) =>
        string.Join(' ', names.Split(' ').Where(name => name[0] != creator));

    private static void AddFirstLayers(Adder on)
    {
        foreach (char m in "ABCDEFG")
        {
            on($"{m}0", null);
        }

        foreach (char m in "ABCDEFG")
        {
            on($"{m}1", $"{m}0", Without("A0 B0 C0 D0 E0 F0", m));
        }

        foreach (char m in "ABCDEFG")
        {
            on($"{m}2", $"{m}1", Without(m is 'C' or 'D' ? "A1 B1 C1 D1 E1 F1" : "A1 B1 C1 D1 E1 F1 G1", m));
        }

        on("C3", "C2", "D2");
        on("D3", "D2", "C2");
        foreach (char m in "ABEFG")
        {
            on($"{m}3", $"{m}2", Without("A2 B2 E2 C3 D3", m));
        }
    }

    private static void AddBranches(Adder on)
    {
        on("A4x", "A3", "B3 E3 F3 G3");
        on("E4", "E3", "F3 G3");
        on("F4", "F3", "E3 G3");
        on("G4", "G3", "E3 F3");
        on("B4", "B3", "E3 F3 G3");
        on("A4y", "A3", "B4 E4 F4 G4");
        on("A4z", "A3");
        on("B3z", "B2");
        on("E5", "E4", "A4z B3z");
        on("C4", "C3", "A4x E5");
        on("D4", "D3", "A4x E5");
        on("E6", "E5", "A4x");
        on("F5", "F4", "A4x E5");
        on("G5", "G4", "A4x E5");
    }

    private static void AddLastLayers(Adder on)
    {
        string third = "C4 D4 E6 F5 G5";
        on("C5", "C4", Without(third, 'C'));
        on("D5", "D4", Without(third, 'D'));
        on("E7", "E6", Without(third, 'E'));
        on("F6", "F5", Without(third, 'F'));
        on("G6", "G5", Without(third, 'G'));
        on("C6", "C5", "D5 E7 F6 G6");
    }
}
