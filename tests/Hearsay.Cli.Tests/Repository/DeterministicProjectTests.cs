namespace Hearsay.Cli.Tests;

public sealed class DeterministicProjectTests
{
    [TestCase("var x = Math.Sqrt(2);")]
    [TestCase("var x = 1 / 2.0;")]
    [TestCase("var x = 1m;")]
    public void FloatingPointValues_WithoutAKeyword_AreFound(string statement)
    {
        DeterministicProject project = ProjectOf(statement);

        Assert.That(project.Errors(), Is.Empty);
        Assert.That(project.FloatingPointValues(), Is.Not.Empty);
    }

    [TestCase("foreach (var x in new Dictionary<int, int>()) { }")]
    [TestCase("var d = new Dictionary<int, int>(); foreach (var x in d.Keys) { }")]
    [TestCase("foreach (var x in new HashSet<int>()) { }")]
    [TestCase("var x = new HashSet<int>().ToArray();")]
    [TestCase("int[] x = [.. new HashSet<int>()];")]
    [TestCase("var x = from y in new HashSet<int>() select y;")]
    public void UnorderedWalks_InAnyForm_AreFound(string statement)
    {
        DeterministicProject project = ProjectOf(statement);

        Assert.That(project.Errors(), Is.Empty);
        Assert.That(project.UnorderedWalks().Count(), Is.EqualTo(1));
    }

    [Test]
    public void BothRules_IntegersAndOrderedWalks_AreAllowed()
    {
        DeterministicProject project = ProjectOf(
            "var d = new SortedDictionary<int, long>(); foreach (var x in d) { } d.TryGetValue(1, out long y);");

        Assert.That(project.Errors(), Is.Empty);
        Assert.That(project.FloatingPointValues(), Is.Empty);
        Assert.That(project.UnorderedWalks(), Is.Empty);
    }

    private static DeterministicProject ProjectOf(string statement) =>
        new("Sample", [new SourceFile("src/Sample.cs", $"class Sample {{ void Run() {{ {statement} }} }}")]);
}
