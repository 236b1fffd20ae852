using System.Diagnostics;

namespace Hearsay.Attacks.Tests;

/// <summary>
/// Plays one window: a fresh session warms up, the attack (or its pretence) begins together with the measured time and
/// goes on until all that was submitted is final. A fresh session each time, because some damage outlasts its window by
/// far (a debt of a minute): it must not make the next control look bad, and so the attack good.
/// </summary>
internal static class Window
{
    private const double MicrosPerMs = 1_000;

    /// <summary>Plays it.</summary>
    /// <param name="plan">The attack.</param>
    /// <param name="isAimed">False for the control.</param>
    /// <param name="form">How long.</param>
    /// <param name="cancel">Ends it early.</param>
    public static async Task<Reading> PlayAsync(AttackPlan plan, bool isAimed, Form form, CancellationToken cancel)
    {
        await using Arena arena = new(plan, isAimed);
        int turn = 0;
        using Pacer play = new(
            "players", new Pace(Form.ActionsPerS), () => arena.Players[turn++ % Arena.Honest].Act());
        await Task.Delay(Form.WarmUp, cancel);
        using Attacker attacker = new(plan, arena, isAimed, form.Window);
        long[] first = [.. arena.Players.Select(player => player.Last)];
        long startedAt = Stopwatch.GetTimestamp();
        attacker.Begin();
        await Task.Delay(form.Window, cancel);
        long[] last = [.. arena.Players.Select(player => player.Last)];
        double seconds = Stopwatch.GetElapsedTime(startedAt).TotalSeconds;
        long sent = attacker.Sent;
        play.Dispose();
        await DrainAsync(arena, form.Drain, cancel);
        double[] finality = [.. arena.Players.SelectMany((player, i) => InMs(player, first[i], last[i])).Order()];
        return new Reading
        {
            FinalityMs = finality,
            Lost = arena.Players.Sum(player => player.Lost) + finality.Count(double.IsPositiveInfinity),
            Sent = sent,
            Seconds = seconds,
            Refusals = arena.Refusals(),
            Failure = arena.Failure,
        };
    }

    private static async Task DrainAsync(Arena arena, TimeSpan most, CancellationToken cancel)
    {
        long startedAt = Stopwatch.GetTimestamp();
        while (!arena.Players.All(player => player.IsDone) && Stopwatch.GetElapsedTime(startedAt) < most)
        {
            await Task.Delay(10, cancel);
        }
    }

    private static double[] InMs(Player player, long first, long last)
    {
        ReadOnlySpan<long> micros = player.FinalityOf(first, last);
        double[] ms = new double[micros.Length];
        for (int i = 0; i < ms.Length; i++)
        {
            ms[i] = micros[i] > 0 ? micros[i] / MicrosPerMs : double.PositiveInfinity;
        }

        return ms;
    }
}
