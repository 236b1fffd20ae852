namespace Hearsay.Hashgraph;

/// <summary>
/// Writes decided rounds, one JSON object a line:
/// <c>{"round":1,"judges":["hex",…],"convicted":[n,…],"timeMicros":n,
/// "events":[{"hash":"hex","timestampMicros":n},…]}</c>,
/// judges sorted, newly convicted members in roster order, events in consensus order. One thread; flushing is the
/// caller's.
/// </summary>
public sealed class RoundWriter(TextWriter output)
{
    /// <summary>One line.</summary>
    public void Write(OrderedRound round)
    {
        output.Write("{\"round\":");
        output.Write(round.Round.Number);
        output.Write(",\"judges\":[");
        for (int i = 0; i < round.Judges.Length; i++)
        {
            output.Write(i == 0 ? "" : ",");
            HexText.Write(output, round.Judges[i]);
        }

        output.Write("],\"convicted\":[");
        for (int i = 0; i < round.Convicted.Length; i++)
        {
            output.Write(i == 0 ? "" : ",");
            output.Write(round.Convicted[i].Value);
        }

        output.Write("],\"timeMicros\":");
        output.Write(round.Time.Value);
        output.Write(",\"events\":[");
        for (int i = 0; i < round.Events.Length; i++)
        {
            output.Write(i == 0 ? "{\"hash\":" : ",{\"hash\":");
            HexText.Write(output, round.Events[i].Hash);
            output.Write(",\"timestampMicros\":");
            output.Write(round.Events[i].Timestamp.Value);
            output.Write('}');
        }

        output.Write("]}\n");
    }
}
