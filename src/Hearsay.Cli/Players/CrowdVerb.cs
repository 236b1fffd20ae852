using System.CommandLine;

namespace Hearsay.Cli;

/// <summary>The crowd's side of <c>load --players</c>: not for people, who would not know what to tell it.</summary>
internal static class CrowdVerb
{
    public const string Name = "load-crowd";

    public static Verb Create(CliOutput output)
    {
        Verb verb = new(Name, "Plays the crowd of load --players; started by it.", $"hearsay {Name} 999")
        {
            Hidden = true,
        };
        Argument<int> members = new("members");
        verb.Arguments.Add(members);
        verb.SetAction(parsed =>
        {
            CrowdHost.Run(parsed.GetValue(members), Console.In, output.Out);
            return ExitCode.Done;
        });
        return verb;
    }
}
