using System.CommandLine;

namespace Hearsay.Cli;

/// <summary>A command with an example that its help shows.</summary>
internal sealed class Verb(string name, string description, string example) : Command(name, description)
{
    /// <summary>One whole command line.</summary>
    public string Example { get; } = example;

    /// <summary>
    /// Sets the action of a verb that runs until it is done or a signal stops it. The parser listens for signals only
    /// once the action has given its thread back; so that happens before the verb says that it runs.
    /// </summary>
    public void SetLongAction(Func<ParseResult, CancellationToken, Task<int>> action) => SetAction(
        async (parsed, stop) =>
        {
            await Task.Yield();
            return await action(parsed, stop).ConfigureAwait(false);
        });
}
