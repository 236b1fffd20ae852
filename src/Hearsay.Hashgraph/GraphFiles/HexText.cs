namespace Hearsay.Hashgraph;

/// <summary>Hashes as JSON strings.</summary>
internal static class HexText
{
    /// <summary>Writes 64 lower-case hex digits in quotes.</summary>
    public static void Write(TextWriter output, EventHash hash)
    {
        Span<byte> bytes = stackalloc byte[EventHash.Bytes];
        Span<char> text = stackalloc char[2 * EventHash.Bytes + 2];
        hash.Write(bytes);
        text[0] = '"';
        Convert.TryToHexStringLower(bytes, text[1..], out _);
        text[^1] = '"';
        output.Write(text);
    }
}
