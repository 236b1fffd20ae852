using System.Runtime.InteropServices;

namespace Hearsay.Session;

/// <summary>
/// The positions of a <see cref="BoundedRing{T}"/>, on cache lines of their own: writers and readers do not slow each
/// other down.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 192)]
internal struct RingPositions
{
    [FieldOffset(64)]
    public long Write;

    [FieldOffset(128)]
    public long Read;
}
