using System.CommandLine;
using Hearsay.Session;

namespace Hearsay.Cli;

/// <summary>The command <c>hearsay</c>: its verbs, its exit codes, and how it says what went wrong.</summary>
internal static class CommandLine
{
    // How long a verb may take to leave after Ctrl+C or SIGTERM, before the process ends anyway.
    private static readonly TimeSpan LeavingMax = TimeSpan.FromSeconds(10);

    /// <summary>The verbs.</summary>
    public static RootCommand Create(CliOutput output)
    {
        RootCommand root = new("Hearsay: a multiplayer game backend without a server.")
        {
            DemoVerb.Create(output),
            LoadVerb.Create(output),
            CrowdVerb.Create(output),
            OrderVerb.Create(output),
            SimVerb.Create(output),
            KeysVerb.Create(output),
        };
        VerbHelp.Install(root);
        return root;
    }

    /// <summary>Runs one command line and returns the process's exit code.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CliOutput output)
    {
        ParseResult parsed = Create(output).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            return Refuse(parsed, output.Error);
        }

        InvocationConfiguration configuration = new()
        {
            Output = output.Out,
            Error = output.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = LeavingMax,
        };
        try
        {
            int code = await parsed.InvokeAsync(configuration).ConfigureAwait(false);
            await output.Out.FlushAsync().ConfigureAwait(false);
            return code;
        }
        catch (Exception failure) when (IsOfTheEnvironment(failure))
        {
            await output.Error.WriteLineAsync($"hearsay: {failure.Message}").ConfigureAwait(false);
            return ExitCode.CouldNotRun;
        }
    }

    /// <summary>Failures that a user can mend; any other exception is a defect and shows where it is.</summary>
    private static bool IsOfTheEnvironment(Exception failure) =>
        failure is IOException or UnauthorizedAccessException or PlayerKeyException or InvalidDataException;

    private static int Refuse(ParseResult parsed, TextWriter error)
    {
        foreach (string message in parsed.Errors.Select(problem => problem.Message).Distinct())
        {
            error.WriteLine($"hearsay: {message}");
        }

        Command command = parsed.CommandResult.Command;
        string name = command is RootCommand ? "hearsay" : $"hearsay {command.Name}";
        error.WriteLine($"Try '{name} --help'.");
        return ExitCode.WrongUsage;
    }
}
