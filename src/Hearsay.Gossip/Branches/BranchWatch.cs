using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// Notices branches, and reports the proof: once per member, the two signed events. Events of a member that branched
/// are not named any more, and taken only when somebody else's event needs them. Whoever still names such a member is
/// sent the proof: each event that names one of several branches costs everybody round trips to resolve.
/// </summary>
internal sealed class BranchWatch(EngineParts parts, Undecided undecided)
{
    // Between two times that one peer is sent one proof.
    private const int TellAgainMs = 500;

    private readonly bool[] _hasBranched = new bool[parts.Roster.Count];
    private readonly Dictionary<int, (byte[] One, byte[] Other)> _proofs = [];
    private readonly Dictionary<(int Peer, int Member), Micros> _told = [];

    /// <summary>True when some member is known to have branched.</summary>
    public bool Any { get; private set; }

    /// <summary>True for a member that is known to have branched.</summary>
    public bool HasBranched(MemberIndex member) => _hasBranched[member.Value];

    /// <summary>
    /// Notes that a member made an event beside one that is here; true when that is news.
    /// </summary>
    /// <param name="member">Who made both.</param>
    /// <param name="one">The one that is here.</param>
    /// <param name="other">The signed bytes of the other, of the same sequence.</param>
    public bool Note(MemberIndex member, int one, ReadOnlySpan<byte> other)
    {
        bool isNews = !_hasBranched[member.Value];
        _hasBranched[member.Value] = true;
        Any = true;
        undecided.Exclude(member);
        parts.Setup.Screen?.Kept.NoteBranched(member);
        ReadOnlySpan<byte> oneBytes = parts.Known.BytesOf(one);
        if (!oneBytes.IsEmpty && !_proofs.ContainsKey(member.Value))
        {
            _proofs[member.Value] = (oneBytes.ToArray(), other.ToArray());
            parts.Output.BranchProven(member, oneBytes, other);
        }

        return isNews;
    }

    /// <summary>
    /// True when a member that branched made the event or is named in it; in the latter case tells its creator.
    /// </summary>
    public bool Concerns(int index)
    {
        EventLayout layout = parts.Known[index].Layout;
        bool concerns = HasBranched(layout.Creator);
        NamedParents parents = layout.ParentsOf(parts.Known.BytesOf(index));
        while (Any && parents.TryRead(out NamedParent parent))
        {
            if (HasBranched(parent.Creator))
            {
                concerns = true;
                Tell(layout.Creator, parent.Creator);
            }
        }

        return concerns;
    }

    private void Tell(MemberIndex peer, MemberIndex member)
    {
        bool wasTold = _told.TryGetValue((peer.Value, member.Value), out Micros toldAt)
            && parts.Now - toldAt < Schedules.FromMs(TellAgainMs);
        if (peer == parts.Self || wasTold || !_proofs.TryGetValue(member.Value, out (byte[] One, byte[] Other) proof)
            || !parts.Peers.TryTakeAnswer(peer, proof.One.Length + proof.Other.Length, parts.Now))
        {
            return;
        }

        _told[(peer.Value, member.Value)] = parts.Now;
        parts.Outbox.Add(peer, MessageKind.Event, proof.One);
        parts.Outbox.Add(peer, MessageKind.Event, proof.Other);
    }
}
