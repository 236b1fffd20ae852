namespace Hearsay.Cli.Tests;

/// <summary>One run of the command inside the test's process.</summary>
internal sealed record CommandLineRun(int ExitCode, string Out, string Error)
{
    public static async Task<CommandLineRun> OfAsync(params string[] args)
    {
        using StringWriter standardOutput = new();
        using StringWriter standardError = new();
        CliOutput output = new(standardOutput, standardError, IsLive: false);
        int exitCode = await CommandLine.RunAsync(args, output);
        return new CommandLineRun(exitCode, standardOutput.ToString(), standardError.ToString());
    }

    /// <summary>The lines of standard output.</summary>
    public string[] Lines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
