using System.Text;
using Spectre.Console;

namespace Hearsay.Cli;

/// <summary>
/// Where a command writes. Results go to standard output; progress and problems to standard error, so that
/// <c>--json</c> leaves nothing but JSON on standard output.
/// </summary>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="IsLive">True when a person watches standard error: then progress may redraw itself.</param>
internal sealed record CliOutput(TextWriter Out, TextWriter Error, bool IsLive)
{
    private const int BufferBytes = 64 << 10;

    /// <summary>
    /// The streams of this process. Standard output is buffered, because an order has a million small pieces: it is
    /// flushed after each JSON line and at the end.
    /// </summary>
    public static CliOutput OfProcess()
    {
        StreamWriter buffered = new(Console.OpenStandardOutput(), new UTF8Encoding(false), BufferBytes);
        return new CliOutput(buffered, Console.Error, !Console.IsErrorRedirected);
    }

    /// <summary>For tables on standard output.</summary>
    public IAnsiConsole Results() => ConsoleOn(Out, Console.IsOutputRedirected);

    /// <summary>For live views on standard error.</summary>
    public IAnsiConsole Progress() => ConsoleOn(Error, !IsLive);

    private static IAnsiConsole ConsoleOn(TextWriter writer, bool isRedirected)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            Interactive = isRedirected ? InteractionSupport.No : InteractionSupport.Detect,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = isRedirected ? 120 : console.Profile.Width;
        return console;
    }
}
