using System.Runtime.InteropServices;

namespace Hearsay.Session;

/// <summary>
/// A stack of numbered nodes for any number of threads, without locks. Algorithm: R. K. Treiber, "Systems Programming:
/// Coping with Parallelism" (1986): the top is swapped by compare-and-swap, and each node knows the one below it. The
/// top carries a count of its changes, so that a thread which slept between looking and swapping notices that the same
/// node came back on top of another one (the ABA problem).
/// </summary>
/// <remarks>
/// Several stacks may share one array of nodes, as long as a node is in one of them at a time. The array says for node
/// n, in place n − 1, the number of the node below; 0: none. The top lies on a cache line of its own.
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = 128)]
internal struct NodeStack
{
    /// <summary>The highest number of a node: what fits beside the count of changes.</summary>
    public const int NodesMax = (1 << NodeBits) - 1;

    private const int NodeBits = 16;
    private const long NodeMask = (1L << NodeBits) - 1;
    private const long OneChange = 1L << NodeBits;

    [FieldOffset(64)]
    private long _top;

    public void Push(int[] below, int node)
    {
        long seen = Volatile.Read(ref _top);
        while (true)
        {
            Volatile.Write(ref below[node - 1], (int)(seen & NodeMask));
            long found = Interlocked.CompareExchange(ref _top, Changed(seen, node), seen);
            if (found == seen)
            {
                return;
            }

            seen = found;
        }
    }

    /// <summary>False when the stack is empty.</summary>
    public bool TryPop(int[] below, out int node)
    {
        long seen = Volatile.Read(ref _top);
        while (true)
        {
            node = (int)(seen & NodeMask);
            if (node == 0)
            {
                return false;
            }

            // Another thread may have taken the node meanwhile and changed what is below it: then the swap fails.
            int next = Volatile.Read(ref below[node - 1]);
            long found = Interlocked.CompareExchange(ref _top, Changed(seen, next), seen);
            if (found == seen)
            {
                return true;
            }

            seen = found;
        }
    }

    private static long Changed(long top, int node) => ((top & ~NodeMask) + OneChange) | (long)node;
}
