using System.CommandLine;

namespace Hearsay.Cli;

/// <summary>A command with an example that its help shows.</summary>
internal sealed class Verb(string name, string description, string example) : Command(name, description)
{
    /// <summary>One whole command line.</summary>
    public string Example { get; } = example;
}
