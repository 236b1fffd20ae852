namespace Hearsay.Attacks.Tests;

/// <summary>How long and how often is measured.</summary>
/// <param name="Pairs">Control and attack windows of each attack.</param>
/// <param name="PairsMax">How many there may be when the first ones do not keep the bound: a busy machine.</param>
/// <param name="Window">The measured time of one window.</param>
/// <param name="Drain">How long all actions may take to become final after it, the attack going on.</param>
internal sealed record Form(int Pairs, int PairsMax, TimeSpan Window, TimeSpan Drain)
{
    /// <summary>For every change.</summary>
    public static Form Short { get; } = new(3, 11, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));

    /// <summary>For figures.</summary>
    public static Form Long { get; } = new(5, 11, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60));

    /// <summary>From the peers' start to the measured time: first events, first measured delays.</summary>
    public static TimeSpan WarmUp { get; } = TimeSpan.FromMilliseconds(400);

    /// <summary>A ratio of the medians that no busy machine explains: more windows would not change it.</summary>
    public static double HopelessRatio => 10;

    /// <summary>Actions per second of the three honest members together.</summary>
    public static double ActionsPerS => 300;
}
