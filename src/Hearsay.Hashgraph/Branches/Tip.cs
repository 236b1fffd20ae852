namespace Hearsay.Hashgraph;

/// <summary>
/// What an event has among its ancestors by one member that branched: the end of the one chain that they form, or that
/// they form none.
/// </summary>
internal readonly record struct Tip
{
    private readonly int _slot;
    private readonly int _version; // 0 for no event, negative when a branch is in sight
    private readonly int _sequence;

    /// <summary>The end of a chain: an event and its sequence.</summary>
    public Tip(EventHandle handle, int sequence)
    {
        _slot = handle.Slot;
        _version = handle.Version;
        _sequence = sequence;
    }

    private Tip(int slot, int version, int sequence)
    {
        _slot = slot;
        _version = version;
        _sequence = sequence;
    }

    /// <summary>No ancestor by the member.</summary>
    public static Tip None => new(default, -1);

    /// <summary>A branch is in sight, and was in that of every self-ancestor which had any of it.</summary>
    public static Tip Branched => new(-1, -1, -1);

    /// <summary>True when two of the ancestors form a branch: the event sees nothing by the member.</summary>
    public bool IsBranched => _version < 0;

    /// <summary>
    /// The newest ancestor by the member; when a branch is in sight, the newest that a self-ancestor had before it was.
    /// None when there is none.
    /// </summary>
    public EventHandle Event => _slot < 0 ? EventHandle.None : new EventHandle(_slot, Math.Abs(_version));

    /// <summary>The sequence of <see cref="Event"/>; -1 for none.</summary>
    public int Sequence => _sequence;

    /// <summary>The same, but with a branch in sight.</summary>
    public Tip WithBranch() =>
        IsBranched ? this : _version == 0 ? Branched : new Tip(_slot, -_version, _sequence);
}
