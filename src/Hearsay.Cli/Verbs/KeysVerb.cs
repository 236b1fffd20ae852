using System.CommandLine;
using Hearsay.Session;

namespace Hearsay.Cli;

/// <summary><c>keys show|new</c>: the player's identity.</summary>
internal static class KeysVerb
{
    private static readonly string UsualFile = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "hearsay", "key.pem");

    public static Command Create(CliOutput output) => new("keys", "The player's identity.")
    {
        CreateShow(output),
        CreateNew(output),
    };

    private static Verb CreateShow(CliOutput output)
    {
        Verb verb = new("show", "Prints the public key.", "hearsay keys show");
        Option<string> file = FileOption();
        Option<bool> json = SharedOptions.Json();
        verb.Options.Add(file);
        verb.Options.Add(json);
        verb.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(file);
            if (!File.Exists(path))
            {
                throw new PlayerKeyException($"There is no key file {path}: 'hearsay keys new' makes one.");
            }

            Print(output, path, parsed.GetValue(json));
        });
        return verb;
    }

    private static Verb CreateNew(CliOutput output)
    {
        Verb verb = new("new", "Makes a key; never replaces one.", "hearsay keys new --file ann.pem");
        Option<string> file = FileOption();
        Option<bool> json = SharedOptions.Json();
        verb.Options.Add(file);
        verb.Options.Add(json);
        verb.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(file);
            if (File.Exists(path))
            {
                throw new PlayerKeyException(
                    $"There is a key in {path} already: it is somebody's identity, so move it away yourself.");
            }

            Print(output, path, parsed.GetValue(json));
        });
        return verb;
    }

    private static Option<string> FileOption() => new("--file")
    {
        Description = "The key file.",
        HelpName = "FILE",
        DefaultValueFactory = _ => UsualFile,
    };

    private static void Print(CliOutput output, string path, bool asJson)
    {
        using PlayerKey key = PlayerKey.LoadOrCreate(path);
        if (asJson)
        {
            Json.WriteLine(output.Out, new KeyReport(path, key.Public.ToString(), key.Public.Fingerprint));
            return;
        }

        output.Out.WriteLine($"file         {path}");
        output.Out.WriteLine($"public key   {key.Public}");
        output.Out.WriteLine($"fingerprint  {key.Public.Fingerprint}");
    }

    private sealed record KeyReport(string File, string PublicKey, string Fingerprint);
}
