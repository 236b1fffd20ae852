using System.Diagnostics;

namespace Hearsay.Cli;

/// <summary>Waiting for something that other threads bring about.</summary>
internal static class Patience
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits until the condition holds; false after <paramref name="most"/>.</summary>
    public static async Task<bool> UntilAsync(Func<bool> condition, TimeSpan most)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(start) > most)
            {
                return false;
            }

            await Task.Delay(Step).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>Waits; true when the time has passed, false when <paramref name="stop"/> came first.</summary>
    public static async Task<bool> ForAsync(TimeSpan time, CancellationToken stop)
    {
        await Task.Delay(time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !stop.IsCancellationRequested;
    }
}
