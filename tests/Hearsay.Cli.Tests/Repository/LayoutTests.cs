namespace Hearsay.Cli.Tests;

/// <summary>What lies where in the repository.</summary>
public sealed class LayoutTests
{
    private const int ReadmeLinesMax = 25;

    private static readonly string[] TopFolders = ["src", "client-sample", "tests", "benchmarks", "assets"];

    private static readonly string[] TopFiles =
    [
        "Game.sln", "README.md", "CHANGELOG.md", "LICENSE", "Directory.Build.props", "Directory.Packages.props",
        "global.json",
    ];

    private static IEnumerable<string> ProjectsWithReadme =>
        RepositoryFiles.With(".csproj").Where(path => !path.StartsWith("tests/", StringComparison.Ordinal));

    [Test]
    public void TopLevel_HasOnlyItsFixedEntries()
    {
        IEnumerable<string> entries = new DirectoryInfo(RepositoryFiles.Root)
            .EnumerateFileSystemInfos()
            .Select(entry => entry.Name)
            .Where(name => !RepositoryFiles.IsForeign(name));

        Assert.That(entries, Is.SubsetOf(TopFolders.Concat(TopFiles)));
    }

    [TestCaseSource(nameof(ProjectsWithReadme))]
    public void EveryProject_HasAShortReadme(string project)
    {
        string readme = Path.Combine(RepositoryFiles.Root, Path.GetDirectoryName(project)!, "README.md");

        Assert.That(readme, Does.Exist);
        Assert.That(File.ReadAllLines(readme), Has.Length.AtMost(ReadmeLinesMax));
    }
}
