using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>Events made by hand, by place and by name.</summary>
internal sealed class ForgedArchive
{
    private readonly Dictionary<long, List<ForgedEvent>> _byPlace = [];
    private readonly Dictionary<EventHash, ForgedEvent> _byHash = [];
    private readonly HashSet<(long, EventHash)> _extended = [];

    /// <summary>How many there are.</summary>
    public int Count => _byHash.Count;

    /// <summary>Events that stand where another one stands already: each began a branch.</summary>
    public int Branches { get; private set; }

    /// <summary>Adds an event.</summary>
    public void Add(ForgedEvent made)
    {
        long place = EventHead.KeyOf(made.Creator, made.Sequence);
        if (!_byPlace.TryGetValue(place, out List<ForgedEvent>? there))
        {
            _byPlace.Add(place, there = []);
        }

        there.Add(made);
        _byHash.Add(made.Hash, made);
        Branches += _extended.Add((place, made.ParentHashes[0])) ? 0 : 1;
    }

    /// <summary>All events of a place, in the order in which they were made.</summary>
    public IReadOnlyList<ForgedEvent> At(int creator, int sequence) =>
        _byPlace.TryGetValue(EventHead.KeyOf(creator, sequence), out List<ForgedEvent>? there) ? there : [];

    /// <summary>The event of a name; null when it is not here.</summary>
    public ForgedEvent? Find(EventHash hash) => _byHash.GetValueOrDefault(hash);
}
