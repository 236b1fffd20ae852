namespace Hearsay.Cli.Tests;

/// <summary>What the order and the world depend on must be computed alike on every machine.</summary>
[TestFixture("Hearsay.Hashgraph")]
[TestFixture("Hearsay.Ecs")]
[TestFixture("Hearsay.World")]
public sealed class DeterminismTests(string projectName)
{
    private readonly List<SourceFile> _files = [.. RepositoryFiles.Sources.Where(
        file => file.Path.StartsWith($"src/{projectName}/", StringComparison.Ordinal))];

    [Test]
    public void Sources_HaveNoFloatingPoint()
    {
        DeterministicProject project = new(projectName, _files);

        Assert.That(project.Errors(), Is.Empty);
        Assert.That(_files.SelectMany(SourceRules.FloatingPointKeywords), Is.Empty);
        Assert.That(project.FloatingPointValues(), Is.Empty);
    }

    [Test]
    public void Sources_WalkOverNoHashTable()
    {
        DeterministicProject project = new(projectName, _files);

        Assert.That(project.UnorderedWalks(), Is.Empty);
    }
}
