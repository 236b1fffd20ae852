using System.Runtime.CompilerServices;

namespace Hearsay.Hashgraph;

/// <summary>
/// Checks of what must be true whatever comes in; on in Release, because a wrong order is worse than a stop.
/// </summary>
public static class Invariant
{
    /// <summary>Stops the peer with the facts when <paramref name="condition"/> is false.</summary>
    /// <exception cref="InvariantException">The condition is false: a defect in this program.</exception>
    public static void Check(
        bool condition, string what, [CallerArgumentExpression(nameof(condition))] string expression = "")
    {
        if (!condition)
        {
            Fail(what, expression);
        }
    }

    private static void Fail(string what, string expression) =>
        throw new InvariantException($"Invariant broken: {what} ({expression})");
}

/// <summary>A defect in this program; never caused by input. Not to be caught except to report and stop.</summary>
public sealed class InvariantException(string message) : Exception(message);
