using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Hearsay.Ecs;

/// <summary>
/// Checks of what must be true whatever comes in; on in Release, because a wrong world is worse than a stop.
/// </summary>
public static class Invariant
{
    /// <summary>Stops with the facts when <paramref name="condition"/> is false.</summary>
    /// <exception cref="InvariantException">The condition is false: a defect in this program.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check(
        [DoesNotReturnIf(false)] bool condition,
        string what,
        [CallerArgumentExpression(nameof(condition))] string expression = "")
    {
        if (!condition)
        {
            Fail(what, expression);
        }
    }

    [DoesNotReturn]
    private static void Fail(string what, string expression) =>
        throw new InvariantException($"Invariant broken: {what} ({expression})");
}

/// <summary>A defect in this program; never caused by input. Not to be caught except to report and stop.</summary>
public sealed class InvariantException(string message) : Exception(message);
