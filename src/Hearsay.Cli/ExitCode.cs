namespace Hearsay.Cli;

/// <summary>What the process tells the one who started it.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The thing checked is false: peers disagreed, a history is invalid.</summary>
    public const int CheckedAndFalse = 1;

    /// <summary>It could not run; one sentence on standard error says why.</summary>
    public const int CouldNotRun = 2;

    /// <summary>Wrong usage.</summary>
    public const int WrongUsage = 64;
}
