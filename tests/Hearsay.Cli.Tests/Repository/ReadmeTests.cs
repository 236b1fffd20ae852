using System.Text.RegularExpressions;

namespace Hearsay.Cli.Tests;

/// <summary>What the README and the CI script say must be what there is.</summary>
public sealed partial class ReadmeTests
{
    private const string RunCommand = "dotnet run -c Release --project src/Hearsay.Cli -- demo --seconds 10";
    private const string TestCommand = "dotnet test -c Release";
    private const string SamplePath = "tests/Hearsay.Session.Tests/Samples/TwoPeers.cs";

    private static string Readme { get; } = RepositoryFiles.Read("README.md");

    [Test]
    public void Readme_HasTheTwoCommands()
    {
        string[] lines = Readme.Split('\n');

        Assert.That(lines, Contains.Item(RunCommand));
        Assert.That(lines, Contains.Item(TestCommand));
        Assert.That(CommandLineTests.ErrorsOf($"hearsay {RunCommand.Split("-- ")[1]}"), Is.Empty);
    }

    [Test]
    public void CiScript_RunsExactlyTheTestCommandOfTheReadme()
    {
        string[] commands = [.. RepositoryFiles.Read(".ci/run").Split('\n').Select(line => line.Split('|')[0].Trim())];

        Assert.That(commands, Contains.Item(TestCommand));
    }

    [Test]
    public void Readme_Sample_IsTheOneThatTheTestsRun()
    {
        string sample = Unindented(Between(RepositoryFiles.Read(SamplePath), "// <sample>", "// </sample>"));
        string shown = Between(Readme[Readme.IndexOf($"<!-- sample: {SamplePath} -->", StringComparison.Ordinal)..],
            "```csharp\n", "```");

        Assert.That(shown.Trim(), Is.EqualTo(sample.Trim()));
    }

    [Test]
    public void Readme_Links_LeadToFiles()
    {
        foreach (Match link in Links().Matches(Readme))
        {
            string target = Path.Combine(RepositoryFiles.Root, link.Groups[1].Value);

            Assert.That(Path.Exists(target), Is.True, target);
        }
    }

    [GeneratedRegex(@"\]\((?!https?:)([^)#]+)\)")]
    private static partial Regex Links();

    private static string Between(string text, string start, string end)
    {
        int from = text.IndexOf(start, StringComparison.Ordinal);
        Assert.That(from, Is.GreaterThanOrEqualTo(0), $"'{start}' is missing");
        from += start.Length;
        int to = text.IndexOf(end, from, StringComparison.Ordinal);
        Assert.That(to, Is.GreaterThanOrEqualTo(0), $"'{end}' is missing");
        return text[from..to];
    }

    private static string Unindented(string text)
    {
        string[] lines = text.TrimEnd().Split('\n');
        int indent = lines.Where(line => line.Trim().Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Trim().Length == 0 ? "" : line[indent..]));
    }
}
