using System.Reflection.Emit;

namespace Hearsay.Ecs.Tests;

/// <summary>What deterministic code must not use, and why.</summary>
internal static class Nondeterminism
{
    private const string FloatingPoint = "floating point";
    private const string Clock = "a clock or a timer";
    private const string Randomness = "randomness without a seed";
    private const string HashOrder = "the order of a hash table";
    private const string Threads = "work in an order that the machine decides";

    private const string Pair = "System.Collections.Generic.KeyValuePair`2";

    private static readonly (string Type, string Reason)[] Types =
    [
        ("System.Single", FloatingPoint),
        ("System.Double", FloatingPoint),
        ("System.Decimal", "decimal floating point"),
        ("System.Half", FloatingPoint),
        ("System.MathF", FloatingPoint),
        ("System.Numerics.Vector2", FloatingPoint),
        ("System.Numerics.Vector3", FloatingPoint),
        ("System.Numerics.Vector4", FloatingPoint),
        ("System.Numerics.Quaternion", FloatingPoint),
        ("System.DateTime", Clock),
        ("System.DateTimeOffset", Clock),
        ("System.TimeProvider", Clock),
        ("System.Diagnostics.Stopwatch", Clock),
        ("System.Threading.Timer", Clock),
        ("System.Environment", "a property of the machine"),
        ("System.Random", Randomness),
        ("System.Security.Cryptography.RandomNumberGenerator", Randomness),
        ("System.HashCode", "a hash code, which differs from process to process"),
        ("System.Collections.Hashtable", HashOrder),
        ("System.Collections.Generic.Dictionary`2+Enumerator", HashOrder),
        ("System.Collections.Generic.Dictionary`2+KeyCollection", HashOrder),
        ("System.Collections.Generic.Dictionary`2+ValueCollection", HashOrder),
        ("System.Collections.Generic.HashSet`1+Enumerator", HashOrder),
        ("System.Collections.Concurrent.ConcurrentDictionary`2", HashOrder),
        ("System.Threading.Thread", Threads),
        ("System.Threading.ThreadPool", Threads),
    ];

    /// <summary>Forbidden when both parts occur in the symbol.</summary>
    private static readonly (string Part, string OtherPart, string Reason)[] Members =
    [
        ("::GetHashCode", "", "a hash code, which differs from process to process"),
        ("System.Guid::NewGuid", "", Randomness),
        ("System.Collections.Generic.HashSet`1<", "::CopyTo", HashOrder),
        ("System.Collections.Generic.IEnumerable`1<" + Pair, "::GetEnumerator", HashOrder),
        ("System.Linq.Enumerable::", Pair, HashOrder),
    ];

    private static readonly char[] Separators = ['<', '>', ',', ' ', '[', ']', '&', '*', '(', ')', ':'];

    /// <summary>Why an instruction is forbidden; null when it is not.</summary>
    public static string? OfInstruction(OpCode code)
    {
        bool isFloat = code.Name!.Contains(".r4", StringComparison.Ordinal)
            || code.Name.Contains(".r8", StringComparison.Ordinal)
            || code.Name is "conv.r.un" or "ckfinite";
        return isFloat ? FloatingPoint : null;
    }

    /// <summary>Why a type, or a member with its parameters, is forbidden; null when it is not.</summary>
    public static string? OfSymbol(string symbol)
    {
        foreach (string part in symbol.Split(Separators, StringSplitOptions.RemoveEmptyEntries))
        {
            foreach ((string type, string reason) in Types)
            {
                if (part == type || part.StartsWith("System.Threading.Tasks.", StringComparison.Ordinal))
                {
                    return part == type ? reason : Threads;
                }
            }
        }

        foreach ((string part, string otherPart, string reason) in Members)
        {
            if (symbol.Contains(part, StringComparison.Ordinal) && symbol.Contains(otherPart, StringComparison.Ordinal))
            {
                return reason;
            }
        }

        return null;
    }
}
