namespace Hearsay.Gossip.Tests;

/// <summary>Measures what code allocates once it is warm.</summary>
internal static class Allocations
{
    private const int Repeats = 5;

    /// <summary>
    /// The least bytes that one of several runs allocates on this thread: the runtime itself allocates now and then,
    /// when it compiles a hot method anew.
    /// </summary>
    public static long LeastOf(Action run)
    {
        long least = long.MaxValue;
        for (int i = 0; i < Repeats && least > 0; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            run();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
