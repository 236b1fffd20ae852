using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// One member's gossip in one epoch, as a state machine without I/O: datagrams, actions and the time go in; datagrams,
/// events and decided rounds come out. One thread at a time; no clock, no threads, no randomness of its own.
/// </summary>
/// <remarks>
/// <see cref="Receive"/> and <see cref="Submit"/> take in; <see cref="Tick"/> does what is due and sends. Call Tick
/// after a batch of the former, then take the decided rounds. Times never decrease: an earlier one counts as the latest
/// given. A creation time ahead of the own clock is no reason to refuse an event: clocks differ, so members would
/// refuse different events and wait for each other. The medians of the order bound what a wrong clock can do.
/// </remarks>
public sealed class GossipEngine
{
    private readonly EngineParts _parts;
    private readonly EventIntake _intake;
    private readonly Retention _retention;
    private readonly OwnChain _chain;
    private readonly CreationClock _clock;
    private readonly EventBuilder _builder;
    private readonly PayloadQueue _queue;
    private readonly Pusher _pusher;
    private readonly Repair _repair;
    private readonly Answers _answers;
    private readonly Explanations _explanations;
    private readonly AntiEntropy _antiEntropy;
    private readonly ResumeGate _gate;
    private byte[] _restoredHashes = [];

    /// <summary>An engine at the beginning of an epoch, or of a restart.</summary>
    /// <exception cref="ArgumentException">An option is out of range, or this member is not in the roster.</exception>
    public GossipEngine(GossipSetup setup, IGossipOutput output, Micros now)
    {
        setup.Check();
        _parts = new EngineParts(setup, output, now);
        _intake = new EventIntake(_parts);
        _retention = new Retention(_parts, _intake);
        _chain = new OwnChain(_parts);
        _clock = new CreationClock(_parts, _intake.Undecided);
        _builder = new EventBuilder(_parts, _chain, new ParentChoice(_parts, _intake.Branches));
        _queue = new PayloadQueue(setup.FirstActionNumber);
        _pusher = new Pusher(_parts, _chain, _intake.Choice, _clock);
        _repair = new Repair(_parts, _intake);
        _answers = new Answers(_parts);
        _explanations = new Explanations(_parts, _intake);
        _antiEntropy = new AntiEntropy(_parts, _answers, _intake.Branches);
        _gate = new ResumeGate(_parts, _antiEntropy);
    }

    /// <summary>The graph; to be read, not to be inserted into.</summary>
    public EventGraph Graph => _parts.Graph;

    /// <summary>What happened so far.</summary>
    public GossipCounters Counters => _parts.Counters;

    /// <summary>What was refused here (beside the screen's refusals), by peer.</summary>
    public RefusalCounts Refusals => _parts.Refusals;

    /// <summary>
    /// False while a resuming peer does not know its own latest events yet; it creates none until it does. When some of
    /// them are lost for good and later ones are not, that is for the rest of the epoch.
    /// </summary>
    public bool IsReady => _gate.IsOpen;

    /// <summary>
    /// True (the default) while own events are created. A peer that ended the epoch sets it to false and goes on
    /// serving.
    /// </summary>
    public bool CreatesEvents { get; set; } = true;

    /// <summary>The number that the next submitted action gets.</summary>
    public long NextActionNumber => _queue.NextAction;

    /// <summary>Takes in what a screen let through. A datagram in the own name is refused.</summary>
    public void Receive(ScreenedDatagram datagram, Micros now)
    {
        _parts.MoveTo(now);
        MemberIndex from = datagram.From;
        if (datagram.IsDatagram && from == _parts.Self)
        {
            Refusals.Add(from, RefusalReason.WrongSender);
            return;
        }

        ref Peer peer = ref _parts.Peers[from];
        if (datagram.IsDatagram)
        {
            NoteDatagram(datagram, ref peer);
        }

        Counters.EventsReceived += datagram.Copies;
        Counters.DuplicateEvents += datagram.Copies;

        // In the order they were sent: a message may say what the event behind it is needed for.
        ReadOnlySpan<ScreenedEvent> events = datagram.Events;
        ReadOnlySpan<ScreenedMessage> messages = datagram.Messages;
        while (!events.IsEmpty || !messages.IsEmpty)
        {
            if (messages.IsEmpty || (!events.IsEmpty && events[0].At < messages[0].At))
            {
                Take(events[0], datagram.BytesOf(events[0]), from);
                events = events[1..];
            }
            else
            {
                Take(messages[0].Kind, datagram.BodyOf(messages[0]), from);
                messages = messages[1..];
            }
        }

        NoteEntered(Reporting.All);
    }

    /// <summary>Queues an action for the next own event.</summary>
    /// <param name="action">1 to <see cref="Limits.ActionBytesMax"/> bytes.</param>
    /// <param name="now">The time.</param>
    /// <param name="actionNumber">The action's number when accepted, else 0.</param>
    public SubmitOutcome Submit(ReadOnlySpan<byte> action, Micros now, out long actionNumber)
    {
        long number = _queue.NextAction;
        SubmitOutcome outcome = Submit(EntryKind.Action, action, Limits.ActionBytesMax, now);
        actionNumber = outcome == SubmitOutcome.Accepted ? number : 0;
        return outcome;
    }

    /// <summary>Queues a system entry for the next own event; its first byte says what it is.</summary>
    /// <param name="entry">1 to <see cref="Limits.SystemEntryBytesMax"/> bytes.</param>
    /// <param name="now">The time.</param>
    public SubmitOutcome SubmitSystem(ReadOnlySpan<byte> entry, Micros now) =>
        Submit(EntryKind.System, entry, Limits.SystemEntryBytesMax, now);

    /// <summary>Does what is due: creates an own event, asks for what is missing, sends.</summary>
    /// <returns>When to call it next at the latest; sooner after each Receive or Submit.</returns>
    public Micros Tick(Micros now)
    {
        _parts.MoveTo(now);
        _repair.Run();
        _gate.Run();
        if (NextCreation() <= _parts.Now)
        {
            Create();
        }

        Micros next = _pusher.Run();
        _antiEntropy.Run();
        _parts.Outbox.FlushAll();
        next = Schedules.Min(next, NextCreation());
        next = Schedules.Min(next, _repair.NextDue());
        next = Schedules.Min(next, _antiEntropy.NextDue());
        return Schedules.Min(next, _gate.NextDue());
    }

    /// <summary>
    /// Feeds a record of the own journal, an event or its parents' hashes, in the order they were written: signatures
    /// are not checked again, nothing is sent and nothing reported except a branch. Before the first Tick.
    /// </summary>
    /// <returns>False when the bytes are not an event of this epoch, or its parents were not restored before.</returns>
    public bool Restore(ReadOnlySpan<byte> record, Micros now)
    {
        _parts.MoveTo(now);
        if (ParentHashesRecord.TryRead(record, out ReadOnlySpan<byte> hashes))
        {
            _restoredHashes = hashes.ToArray();
            return true;
        }

        if (!EventLayout.TryRead(record, _parts.Roster.Count, out EventLayout layout, out _))
        {
            return false;
        }

        EventHash hash = EventHasher.HashOf(_parts.Setup.EpochId, record[..layout.SignatureAt]);
        _intake.Restore(new ScreenedEvent(0, hash, layout), record, _restoredHashes);
        _restoredHashes = [];
        NoteEntered(Reporting.None);
        int index = _parts.Known.Find(layout.Creator, layout.Sequence, hash);
        return index >= 0 && _parts.Known[index].InGraph;
    }

    /// <summary>True for a record of a journal that is an event, and not its parents' hashes.</summary>
    public static bool IsEvent(ReadOnlySpan<byte> record) => !ParentHashesRecord.TryRead(record, out _);

    /// <summary>Takes the next decided round, in order; false when there is none.</summary>
    public bool TryTakeRound(OrderedRound round)
    {
        _retention.Trim();
        if (!Graph.TryTakeRound(round))
        {
            return false;
        }

        _retention.Note(round);
        return true;
    }

    /// <summary>The payload of an event of the round taken last. Valid until the next call of any method.</summary>
    public PayloadReader PayloadOf(in OrderedEvent ordered) =>
        new(_parts.Known[(int)ordered.Tag].Layout.PayloadOf(BytesOf(ordered)));

    /// <summary>
    /// The signed bytes of an event of the round taken last. Valid until the next call of any method.
    /// </summary>
    public ReadOnlySpan<byte> BytesOf(in OrderedEvent ordered)
    {
        int index = (int)ordered.Tag;
        Invariant.Check(_parts.Known[index].Hash == ordered.Hash, "bytes are asked for of an event of the last round");
        return _parts.Known.BytesOf(index);
    }

    /// <summary>When a datagram or a new event of this member came last.</summary>
    public Micros LastHeard(MemberIndex member) => _parts.Peers[member].LastHeard;

    /// <summary>The measured one-way delay to a member: half the round trip; 0 before the first measurement.</summary>
    public Micros DelayTo(MemberIndex member) => _parts.Peers[member].Delay.OneWay;

    /// <summary>The share of datagrams to this member that got lost lately, as it reports; 0 to 1.</summary>
    public double LossTo(MemberIndex member) => (double)_parts.Peers[member].MissedThere / ushort.MaxValue;

    private void NoteDatagram(ScreenedDatagram datagram, ref Peer peer)
    {
        Counters.DatagramsReceived++;
        Counters.BytesReceived += datagram.Length;
        peer.LastHeard = _parts.Now;
        peer.Delay.Note(datagram.Header, _parts.Now);
        peer.Loss.Note(datagram.Header.Number);
        peer.MissedThere = datagram.Header.Missed;
    }

    /// <summary>What was asked for is taken even from a peer that is over its rate.</summary>
    private bool IsAwaited(in ScreenedEvent screened) =>
        _intake.Needs.NeededBy(screened.Layout.Creator, screened.Layout.Sequence) >= 0
        || _intake.Waiting.Awaited.Find(screened.Hash) >= 0;

    private void Take(in ScreenedEvent screened, ReadOnlySpan<byte> bytes, MemberIndex from)
    {
        Counters.EventsReceived++;
        if (_parts.Peers[from].Events.TryTake(1, _parts.Now) || IsAwaited(screened))
        {
            _intake.Take(screened, bytes, from);
        }
        else
        {
            Refusals.Add(from, RefusalReason.OverRate);
        }
    }

    private void Take(MessageKind kind, ReadOnlySpan<byte> body, MemberIndex from)
    {
        if (!_parts.Peers[from].Queries.TryTake(1, _parts.Now))
        {
            Refusals.Add(from, RefusalReason.OverRate);
            return;
        }

        switch (kind)
        {
            case MessageKind.Request:
                _answers.Serve(new RequestMessage(body), from);
                break;
            case MessageKind.Frontier:
                _gate.Take(new FrontierMessage(body), from);
                _antiEntropy.Take(new FrontierMessage(body), from);
                break;
            case MessageKind.HashRequest:
                _explanations.Answer(body, from);
                break;
            case MessageKind.Hashes:
                Resume(_intake.Questions.Take(body, from));
                break;
            case MessageKind.BranchHashes:
                Resume(_intake.Questions.TakeBranches(body, from));
                break;
        }
    }

    private void Resume(int index)
    {
        if (index >= 0)
        {
            _intake.Resume(index);
        }
    }

    private void NoteEntered(Reporting reporting)
    {
        foreach (int index in _intake.Entered)
        {
            MemberIndex creator = _parts.Known[index].Layout.Creator;
            if (creator == _parts.Self)
            {
                _chain.Note(index);
                _queue.SkipActions(_chain.LastActionNumber);
            }

            if (reporting == Reporting.All)
            {
                ReportParents(index);
                _parts.Output.AcceptedEvent(_parts.Known.BytesOf(index));
            }

            reporting = reporting == Reporting.AllButFirst ? Reporting.All : reporting;
        }

        _intake.Entered.Clear();
    }

    private void ReportParents(int index)
    {
        if (_intake.Questions.Of(index) is { } hashes)
        {
            Span<byte> record = stackalloc byte[ParentHashesRecord.LengthOf(hashes.Bytes)];
            ParentHashesRecord.Write(record, hashes.Bytes);
            _parts.Output.ParentHashes(record);
        }
    }

    private SubmitOutcome Submit(EntryKind kind, ReadOnlySpan<byte> bytes, int lengthMax, Micros now)
    {
        _parts.MoveTo(now);
        if (!IsReady || bytes.IsEmpty || bytes.Length > lengthMax)
        {
            return !IsReady ? SubmitOutcome.NotReady : bytes.IsEmpty ? SubmitOutcome.Empty : SubmitOutcome.TooLong;
        }

        if (!_queue.TryAdd(kind, bytes))
        {
            return SubmitOutcome.QueueFull;
        }

        Counters.ActionsSubmitted += kind == EntryKind.Action ? 1 : 0;
        Counters.QueuedPayloadBytes = _queue.Bytes;
        return SubmitOutcome.Accepted;
    }

    /// <summary>
    /// When the next own event is due. A member whose own key made a branch has nothing to say any more.
    /// </summary>
    private Micros NextCreation() => CreatesEvents && IsReady && !_intake.Branches.HasBranched(_parts.Self)
        ? _clock.NextDue(_queue.Bytes > 0)
        : Schedules.Never;

    /// <summary>
    /// Creates the next own event: into the own graph, into the journal, and only then to the others.
    /// </summary>
    private void Create()
    {
        ScreenedEvent built = _builder.Build(_queue);
        int index = _intake.Take(built, _builder.BytesOf(built), _parts.Self);
        if (_intake.Entered.Count == 0)
        {
            // The graph is full of undecided events: what was to be said stays in the queue.
            _clock.NoteRefused();
            return;
        }

        Invariant.Check(index >= 0 && _parts.Known[index].InGraph, "an own event has all its parents");
        _clock.NoteCreated();
        _queue.RemoveCopied();
        Counters.EventsCreated++;
        Counters.QueuedPayloadBytes = _queue.Bytes;
        _parts.Output.OwnEvent(_builder.BytesOf(built));
        NoteEntered(Reporting.AllButFirst);
        _pusher.Start();
    }

    /// <summary>Which of the events that entered the graph are reported; an own new one was already.</summary>
    private enum Reporting
    {
        All,
        AllButFirst,
        None,
    }
}
