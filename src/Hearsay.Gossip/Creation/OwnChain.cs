using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>The own self-chain: where the next own event goes on, and what the last ones were.</summary>
internal sealed class OwnChain(EngineParts parts)
{
    private readonly int[] _named = NewRow(parts.Roster.Count);

    /// <summary>The last own event, by its number; -1 before the first.</summary>
    public int Head { get; private set; } = -1;

    /// <summary>The sequence of the next own event.</summary>
    public Sequence NextSequence { get; private set; }

    /// <summary>The creation time of the last own event.</summary>
    public Micros LastCreatedAt { get; private set; } = new(-1);

    /// <summary>The highest action number in own events.</summary>
    public long LastActionNumber { get; private set; }

    /// <summary>For each member the highest sequence among the last own event's ancestors, -1 for none.</summary>
    public ReadOnlySpan<int> Named => _named;

    /// <summary>
    /// Notes an own event that entered the graph: just created, restored, or sent back by somebody after a restart. One
    /// that does not follow the last is left aside; that happens only when two peers use one key.
    /// </summary>
    public void Note(int index)
    {
        ref KnownEvent known = ref parts.Known[index];
        if (known.Layout.Sequence != NextSequence)
        {
            return;
        }

        Head = index;
        NextSequence = new Sequence(known.Layout.Sequence.Value + 1);
        LastCreatedAt = known.Layout.CreatedAt;
        ReadOnlySpan<int> row = parts.Graph.LastAncestors(known.Handle);
        if (!row.IsEmpty)
        {
            row[.._named.Length].CopyTo(_named);
        }

        PayloadReader payload = new(known.Layout.PayloadOf(parts.Known.BytesOf(index)));
        while (payload.TryRead(out PayloadEntry entry))
        {
            LastActionNumber = Math.Max(LastActionNumber, entry.ActionNumber);
        }
    }

    private static int[] NewRow(int members)
    {
        int[] row = new int[members];
        Array.Fill(row, -1);
        return row;
    }
}
