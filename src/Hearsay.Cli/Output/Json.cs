using System.Text.Json;

namespace Hearsay.Cli;

/// <summary>Reports as JSON: one object on one line, names in camel case.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static void WriteLine<T>(TextWriter output, T report)
    {
        output.WriteLine(JsonSerializer.Serialize(report, Options));
        output.Flush();
    }
}
