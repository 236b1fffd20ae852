using System.Diagnostics.Metrics;
using Hearsay.Gossip;

namespace Hearsay.Session;

/// <summary>
/// The session's instruments for <see cref="System.Diagnostics.Metrics"/>, meter <c>Hearsay.Session</c>, tagged with
/// the member's name. All but the finality histogram are read only when somebody collects.
/// </summary>
internal sealed class SessionMeter : IDisposable
{
    private const double MicrosPerS = 1_000_000;

    private readonly Meter _meter;
    private readonly Histogram<double> _finality;

    public SessionMeter(string member, Func<SessionStatistics> statistics, Func<RefusalReason, long> refusals)
    {
        _meter = new Meter("Hearsay.Session", version: null, [new("hearsay.member", member)]);
        _finality = _meter.CreateHistogram<double>(
            "hearsay.finality", "s", "From the submission of an own action to its being final.");
        Counter("hearsay.rounds", "{round}", "Rounds decided.", () => statistics().Rounds);
        Counter("hearsay.events", "{event}", "Events that entered the graph.", () => statistics().GraphEvents);
        Counter("hearsay.actions", "{action}", "Actions of all members that became final.",
            () => statistics().ActionsFinal);
        Counter("hearsay.bytes.in", "By", "Bytes received.", () => statistics().BytesIn);
        Counter("hearsay.bytes.out", "By", "Bytes sent.", () => statistics().BytesOut);
        Gauge("hearsay.queue.inbox", "{datagram}", "Datagrams waiting for the peer.", () => statistics().InboxNow);
        Gauge("hearsay.queue.submissions", "{action}", "Own actions waiting for the peer.",
            () => statistics().SubmissionsQueued);
        Gauge("hearsay.graph.unordered", "{event}", "Events in the graph that are not ordered yet.",
            () => statistics().UnorderedEvents);
        _meter.CreateObservableCounter(
            "hearsay.refusals", () => MeasureRefusals(refusals), "{refusal}", "What was refused, by reason.");
    }

    public void RecordFinality(in FinalAction action) => _finality.Record(action.Finality.Value / MicrosPerS);

    public void Dispose() => _meter.Dispose();

    private static IEnumerable<Measurement<long>> MeasureRefusals(Func<RefusalReason, long> refusals) =>
        Enum.GetValues<RefusalReason>().Select(reason => new Measurement<long>(
            refusals(reason), new KeyValuePair<string, object?>("reason", reason.ToString())));

    private void Counter(string name, string unit, string description, Func<long> read) =>
        _meter.CreateObservableCounter(name, read, unit, description);

    private void Gauge(string name, string unit, string description, Func<long> read) =>
        _meter.CreateObservableGauge(name, read, unit, description);
}
