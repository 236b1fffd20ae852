using System.CommandLine;

namespace Hearsay.Cli.Tests;

public sealed class CommandLineTests
{
    // Path of the verb, and its example.
    private static IEnumerable<string[]> Verbs =>
        VerbsBelow(CommandLine.Create(new CliOutput(TextWriter.Null, TextWriter.Null, IsLive: false)))
            .Select(verb => new[] { string.Join(' ', PathOf(verb)), verb.Example });

    [TestCase("", "Required command")]
    [TestCase("fly", "'fly'")]
    [TestCase("demo --speed 3", "'--speed'")]
    [TestCase("demo --peers", "--peers")]
    [TestCase("demo --peers many", "'many'")]
    [TestCase("demo --peers 0", "from 1 to 64")]
    [TestCase("demo --peers 65", "from 1 to 64")]
    [TestCase("demo --seconds 0", "--seconds takes a whole number")]
    [TestCase("demo --seed -1", "--seed takes a whole number")]
    [TestCase("demo --impair loss=2", "loss=1%")]
    [TestCase("demo --peers 2 --peers 3", "--peers")]
    [TestCase("load --action-bytes 513", "from 16 to 512")]
    [TestCase("load --impair fog=1%", "'fog'")]
    [TestCase("order", "FILE")]
    [TestCase("sim --faults fog", "there is no 'fog'. Known are: loss")]
    [TestCase("sim --strategies kindness", "there is no 'kindness'. Known are: branch-half")]
    [TestCase("sim --controls none-such", "Known are: quorum")]
    [TestCase("sim --seeds 9..3", "--seeds takes")]
    [TestCase("sim --members 6 --adversaries 2", "at most 1 may be dishonest")]
    [TestCase("sim --crashed 2", "at most 1 may be dishonest or gone")]
    [TestCase("sim --preset mars", "'mars'")]
    [TestCase("keys", "Required command")]
    [TestCase("keys show --file", "--file")]
    public async Task RunAsync_WrongUsage_SaysWhatIsWrongAndWhereHelpIs(string line, string expected)
    {
        CommandLineRun run = await CommandLineRun.OfAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.WrongUsage));
        Assert.That(run.Error, Does.Contain(expected));
        Assert.That(run.Error, Does.Contain("--help"));
        Assert.That(run.Out, Is.Empty);
    }

    [TestCaseSource(nameof(Verbs))]
    public async Task RunAsync_HelpOfAVerb_ShowsAnExampleThatParses(string path, string example)
    {
        CommandLineRun run = await CommandLineRun.OfAsync([.. path.Split(' '), "--help"]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(run.Out, Does.Contain($"Example:{Environment.NewLine}  {example}"));
        Assert.That(run.Error, Is.Empty);
        Assert.That(ErrorsOf(example), Is.Empty);
    }

    [Test]
    public async Task RunAsync_HelpOfTheCommand_NamesEveryVerb()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("--help");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done));
        foreach (string name in (string[])["demo", "load", "order", "sim", "keys"])
        {
            Assert.That(run.Out, Does.Contain($"  {name}"));
        }
    }

    internal static IEnumerable<string> ErrorsOf(string commandLine)
    {
        RootCommand root = CommandLine.Create(new CliOutput(TextWriter.Null, TextWriter.Null, IsLive: false));
        string[] words = commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(words[0], Is.EqualTo("hearsay"));
        return root.Parse(words[1..]).Errors.Select(error => error.Message);
    }

    private static IEnumerable<Verb> VerbsBelow(Command command) =>
        command.Subcommands.SelectMany(inner => inner is Verb verb ? [verb] : VerbsBelow(inner));

    private static IEnumerable<string> PathOf(Symbol command) =>
        command.Parents.FirstOrDefault() is { } parent and not RootCommand
            ? [.. PathOf(parent), command.Name]
            : [command.Name];
}
