using Hearsay.Hashgraph;
using Hearsay.Session;

namespace Hearsay.Cli;

/// <summary>When each event was final at the peer. Noted by the peer's thread, read when it has stopped.</summary>
internal sealed class FinalEvents
{
    private readonly List<(int Creator, int Sequence, long AtMicros)> _events = [];

    /// <summary>Notes a round's events.</summary>
    public void Note(OrderedRound round, long atMicros)
    {
        foreach (ref readonly OrderedEvent ordered in round.Events)
        {
            if (_events.Count < Limits.FinalEventsMax)
            {
                _events.Add((ordered.Creator.Value, ordered.Sequence.Value, atMicros));
            }
        }
    }

    /// <summary>
    /// From submission to final at the peer, of all actions in a list of <see cref="CrowdStatus.Actions"/> that were
    /// submitted in a span of time; and how many of the list are not final.
    /// </summary>
    public (LatencyHistogram Finality, long Missing) Join(byte[] actions, long fromMicros, long untilMicros)
    {
        Dictionary<(int Creator, int Sequence), long> final = [];
        foreach ((int creator, int sequence, long at) in _events)
        {
            final[(creator, sequence)] = at;
        }

        LatencyHistogram histogram = new();
        long missing = 0;
        using BinaryReader reader = new(new MemoryStream(actions));
        while (reader.BaseStream.Position < actions.Length)
        {
            int creator = reader.ReadUInt16();
            int sequence = reader.ReadInt32();
            long submitted = reader.ReadInt64();
            if (!final.TryGetValue((creator, sequence), out long at))
            {
                missing++;
            }
            else if (submitted >= fromMicros && submitted < untilMicros)
            {
                histogram.Record(at - submitted);
            }
        }

        return (histogram, missing);
    }
}
