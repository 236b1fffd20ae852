using System.Xml.Linq;

namespace Hearsay.Cli.Tests;

/// <summary>Who may lean on whom. A project that is not in the table does not belong into the repository.</summary>
public sealed class ProjectGraphTests
{
    private static readonly SortedDictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Hearsay.Hashgraph"] = [],
        ["Hearsay.Gossip"] = ["Hearsay.Hashgraph"],
        ["Hearsay.Session"] = ["Hearsay.Gossip"],
        ["Hearsay.Transport"] = ["Hearsay.Gossip"],
        ["Hearsay.Ecs"] = [],
        ["Hearsay.World"] = ["Hearsay.Ecs", "Hearsay.Session"],
        ["Hearsay.Simulation"] = ["Hearsay.Session", "Hearsay.World"],
    };

    private static readonly string[] MayReferenceAll = ["Hearsay.Cli"];

    private static readonly string[] Analyzers = ["Microsoft.CodeAnalysis.BannedApiAnalyzers"];

    private static IReadOnlyList<string> Projects { get; } = RepositoryFiles.With(".csproj");

    private static IEnumerable<string> Sources =>
        Projects.Where(path => path.StartsWith("src/", StringComparison.Ordinal));

    [Test]
    public void EverySourceProject_ReferencesExactlyWhatTheTableSays()
    {
        foreach (string path in Sources.Where(path => !MayReferenceAll.Contains(NameOf(path))))
        {
            Assert.That(Allowed, Contains.Key(NameOf(path)));
            Assert.That(ReferencesOf(path), Is.EquivalentTo(Allowed[NameOf(path)]), path);
        }
    }

    [Test]
    public void EverySourceProject_ReferencesOnlySourceProjects()
    {
        string[] sources = [.. Sources.Select(NameOf)];

        Assert.That(Sources.SelectMany(ReferencesOf).Except(sources), Is.Empty);
    }

    [Test]
    public void EverySourceProjectButTheCommandLine_UsesNoPackage()
    {
        IEnumerable<string> packages = Sources
            .Where(path => !MayReferenceAll.Contains(NameOf(path)))
            .SelectMany(path => ItemsOf(path, "PackageReference"))
            .Except(Analyzers);

        Assert.That(packages, Is.Empty);
    }

    [Test]
    public void EverySourceProject_HasItsTestProject()
    {
        foreach (string name in Sources.Select(NameOf))
        {
            string test = $"tests/{name}.Tests/{name}.Tests.csproj";

            Assert.That(Projects, Contains.Item(test));
            Assert.That(ReferencesOf(test), Contains.Item(name));
        }
    }

    [Test]
    public void EveryProject_IsInTheSolution()
    {
        string solution = RepositoryFiles.Read("Game.sln").Replace('\\', '/');

        Assert.That(Projects.Where(path => !solution.Contains($"\"{path}\"")), Is.Empty);
    }

    private static string NameOf(string path) => Path.GetFileNameWithoutExtension(path);

    private static IEnumerable<string> ReferencesOf(string path) =>
        ItemsOf(path, "ProjectReference").Select(reference => NameOf(reference.Replace('\\', '/')));

    private static IEnumerable<string> ItemsOf(string path, string item) =>
        XDocument.Parse(RepositoryFiles.Read(path))
            .Descendants(item)
            .Select(element => element.Attribute("Include")!.Value);
}
