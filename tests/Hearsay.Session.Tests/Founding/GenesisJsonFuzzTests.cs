using System.Text;

namespace Hearsay.Session.Tests;

/// <summary>Whatever a genesis file holds, reading it gives a genesis or the one documented exception.</summary>
public sealed class GenesisJsonFuzzTests
{
    private const int Rounds = 5_000;

    // What is likely to hit an edge: halves of characters, huge and odd numbers, other kinds of values, structure.
    private static readonly string[] Pieces =
    [
        "\ud800", "\udc00", "\\ud800", "\\udc00", "\\ud83d\\ude00", "\0", "\\u0000", "\u2028", "é", "\\", "\"", "\"\"",
        "null", "true", "[]", "{}", "[", "]", "{", "}", ",", ":", " ", "/*", "-", "0", "1e400", "-1", "0.5", "1E2",
        "99999999999999999999", "2147483648", "18446744073709551616", "\"1\"", "\"name\":", "\"weight\":",
        "\"address\":", "\"members\":", "\"game\":", "\"$id\":", "\"$ref\":\"1\"",
    ];

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void FromJson_MutatedDocument_IsReadOrRefusedAsDocumented(int seed)
    {
        TestContext.Out.WriteLine($"seed {seed}");
        Random random = new(seed);
        string genesis = Known().ToJson();
        string constitution = new Constitution().ToJson();
        int refused = 0;
        for (int round = 0; round < Rounds; round++)
        {
            string json = Mutated(genesis, random);
            refused += IsRefused(json, text => Genesis.FromJson(text)) ? 1 : 0;
            json = Mutated(constitution, random);
            refused += IsRefused(json, text => Constitution.FromJson(text)) ? 1 : 0;
        }

        Assert.That(refused, Is.InRange(Rounds / 4, 2 * Rounds - 1), "some mutations break the document, not all");
    }

    private static bool IsRefused(string json, Action<string> read)
    {
        try
        {
            read(json);
            return false;
        }
        catch (InvalidDataException refusal)
        {
            Assert.That(refusal.Message, Has.Length.InRange(10, 300).And.EndsWith("."));
            return true;
        }
        catch (Exception other)
        {
            Assert.Fail($"{other.GetType().Name} ({other.Message}) from {json}");
            throw;
        }
    }

    private static string Mutated(string json, Random random)
    {
        StringBuilder text = new(json);
        for (int times = random.Next(1, 4); times > 0; times--)
        {
            int at = random.Next(text.Length);
            int length = Math.Min(random.Next(1, 24), text.Length - at);
            string piece = Pieces[random.Next(Pieces.Length)];
            switch (random.Next(6))
            {
                case 0:
                    text.Remove(at, length);
                    break;
                case 1:
                    text.Insert(at, piece);
                    break;
                case 2:
                    text[at] = (char)random.Next(char.MaxValue + 1);
                    break;
                case 3:
                    text.Insert(random.Next(text.Length), text.ToString(at, length));
                    break;
                default:
                    ReplaceValue(text, piece, random);
                    break;
            }
        }

        return text.ToString();
    }

    /// <summary>Puts a piece in place of what follows a colon, as far as the end of the line.</summary>
    private static void ReplaceValue(StringBuilder text, string piece, Random random)
    {
        string[] lines = text.ToString().Split('\n');
        int line = random.Next(lines.Length);
        int colon = lines[line].IndexOf(": ", StringComparison.Ordinal);
        if (colon >= 0)
        {
            string end = lines[line].EndsWith(',') ? "," : "";
            bool isInQuotes = random.Next(2) == 0;
            lines[line] = lines[line][..(colon + 2)] + (isInQuotes ? $"\"{piece}\"" : piece) + end;
        }

        text.Clear().Append(string.Join('\n', lines));
    }

    private static Genesis Known() => new(
        new GameVersion("auction", "1"),
        worldSeed: ulong.MaxValue,
        new Constitution(),
        [
            new() { Name = "ana", PublicKey = KnownMembers.KeyOf(0), Address = "203.0.113.7:7777" },
            new() { Name = "björn", PublicKey = KnownMembers.KeyOf(1), Weight = 3, Address = "[::1]:1" },
        ]);
}
