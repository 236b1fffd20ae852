using System.CommandLine;
using Hearsay.Hashgraph;

namespace Hearsay.Cli;

/// <summary><c>order FILE</c>: the consensus order of a graph in a file.</summary>
internal static class OrderVerb
{
    public static Verb Create(CliOutput output)
    {
        Verb verb = new(
            "order",
            "Prints the consensus order of a graph in a file, one JSON line a decided round.",
            "hearsay order graph.jsonl");
        Argument<string> file = new("FILE") { Description = "JSON lines: the members, then one event a line." };
        verb.Arguments.Add(file);
        verb.SetAction(parsed => Run(parsed.GetRequiredValue(file), output));
        return verb;
    }

    private static int Run(string path, CliOutput output)
    {
        using FileStream input = File.OpenRead(path);
        GraphFileOutcome outcome = GraphFileOrdering.Order(input, output.Out);
        output.Out.Flush();
        if (outcome.Refusal is { } refusal)
        {
            throw new InvalidDataException($"{path}, {refusal}.");
        }

        return ExitCode.Done;
    }
}
