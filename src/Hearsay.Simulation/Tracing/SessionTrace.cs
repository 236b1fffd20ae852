using System.Globalization;
using Hearsay.Gossip;
using Hearsay.Hashgraph;
using Hearsay.Session;

namespace Hearsay.Simulation;

/// <summary>
/// What happened in a session, as lines that a person can read (the last ones before the end), and the events of the
/// rounds around the end, for a picture.
/// </summary>
public sealed class SessionTrace
{
    private readonly Queue<string> _lines = new();
    private readonly Queue<TracedEvent> _events = new();
    private readonly HashSet<EventHash> _known = [];

    internal SessionTrace(Stage stage)
    {
        Members = stage.Plan.Members;
        Watcher = new Recorder(this, stage);
    }

    /// <summary>The lines, oldest first: virtual milliseconds, who, what.</summary>
    public IEnumerable<string> Lines => _lines;

    /// <summary>Members in the session.</summary>
    public int Members { get; }

    /// <summary>What fills the trace.</summary>
    internal SessionWatcher Watcher { get; }

    /// <summary>The last events that entered any honest peer's graph, parents first.</summary>
    internal IEnumerable<TracedEvent> Events => _events;

    private void Write(Stage stage, string who, string what)
    {
        string time = (stage.Agenda.NowMicros / 1_000.0).ToString("F3", CultureInfo.InvariantCulture);
        _lines.Enqueue($"{time,12} {who,-5} {what}");
        if (_lines.Count > Limits.TraceLinesMax)
        {
            _lines.Dequeue();
        }
    }

    private void Keep(TracedEvent traced)
    {
        if (_known.Add(traced.Hash))
        {
            _events.Enqueue(traced);
            if (_events.Count > Limits.PictureEventsMax)
            {
                _known.Remove(_events.Dequeue().Hash);
            }
        }
    }

    private sealed class Recorder(SessionTrace trace, Stage stage) : SessionWatcher
    {
        public override void OwnEvent(Host host, ReadOnlySpan<byte> eventBytes)
        {
            TracedEvent traced = TracedEvent.Read(stage, eventBytes);
            trace.Write(stage, host.Name, $"makes {traced}");
            trace.Keep(traced);
        }

        public override void AcceptedEvent(Host host, ReadOnlySpan<byte> eventBytes)
        {
            TracedEvent traced = TracedEvent.Read(stage, eventBytes);
            trace.Write(stage, host.Name, $"takes {traced.Name} {traced.ShortHash}");
            if (host.IsHonest)
            {
                trace.Keep(traced);
            }
        }

        public override void Submitted(Host host, long actionNumber) =>
            trace.Write(stage, host.Name, $"submits action {actionNumber}");

        public override void Final(Host host, in FinalAction action) =>
            trace.Write(stage, host.Name, $"is told that its action {action.Number} is final: {action.Verdict}");

        public override void RoundDecided(Host host, in DecidedRound decided) =>
            trace.Write(
                stage,
                host.Name,
                $"decides round {decided.Ordered.Round.Number}: {decided.Ordered.Events.Length} events, "
                + $"{decided.Ordered.Judges.Length} judges, order {decided.Digests.Order.ToString()[..8]}");

        public override void BranchProven(Host host, MemberIndex member) =>
            trace.Write(stage, host.Name, $"proves that m{member.Value} branched");

        public override void Started(Host host, bool hasDisk) =>
            trace.Write(stage, host.Name, $"starts {(hasDisk ? "with its journal" : "without its disk")}");

        public override void Crashed(Host host) => trace.Write(stage, host.Name, "goes down");

        public override void Noted(string what) => trace.Write(stage, "", what);

        public override void Healed() => trace.Write(stage, "", "the faults are over");

        public override void Second()
        {
            foreach (Host host in stage.Hosts.Where(host => host.IsUp))
            {
                GossipCounters counters = host.Peer.Gossip.Counters;
                trace.Write(
                    stage,
                    host.Name,
                    $"has decided round {host.Peer.LastRound.Number}, "
                    + $"reached {host.Peer.Gossip.Graph.HighestRound.Number}; "
                    + $"{counters.EventsInserted} events in, {counters.EventsWaiting} waiting, "
                    + $"{counters.EventsRequested} asked for, {counters.EventsServed} served, "
                    + $"{host.Peer.PendingActions} actions pending; refused so far: {Refused(host)}");
            }
        }

        private static string Refused(Host host) => string.Join(
            ", ",
            Enum.GetValues<RefusalReason>()
                .Select(reason => (Reason: reason, Count: host.Peer.Gossip.Refusals.Total(reason)))
                .Where(refused => refused.Count > 0)
                .Select(refused => $"{refused.Reason} {refused.Count}"));
    }
}
