namespace Hearsay.Hashgraph.Tests;

/// <summary>Every refusal is returned, and leaves the graph as it was.</summary>
public sealed class EventGraphAdmissionTests
{
    private EventGraph _graph = null!;
    private EventHandle _a0;
    private EventHandle _b0;
    private EventHandle _b1;
    private EventHandle _c0;

    [SetUp]
    public void InsertFourEvents()
    {
        _graph = new EventGraph(Roster.OfEqualMembers(4));
        _a0 = Insert(Event("A0", 0, 0, EventHandle.None, 100));
        _b0 = Insert(Event("B0", 1, 0, EventHandle.None, 100));
        _b1 = Insert(Event("B1", 1, 1, _b0, 200));
        _c0 = Insert(Event("C0", 2, 0, EventHandle.None, 100));
    }

    [Test]
    public void TryInsert_KnownEvent_IsADuplicateWithItsHandle()
    {
        EventHandle handle = AssertRefused(InsertOutcome.Duplicate, Event("B1", 1, 1, _b0, 200));

        Assert.That(handle, Is.EqualTo(_b1));
    }

    [Test]
    public void TryInsert_KnownFirstEvent_IsADuplicateWithItsHandle() =>
        Assert.That(
            AssertRefused(InsertOutcome.Duplicate, Event("A0", 0, 0, EventHandle.None, 100)), Is.EqualTo(_a0));

    [Test]
    public void TryInsert_CreatorOutsideTheRoster_IsRefused([Values(-1, 4, int.MaxValue)] int creator) =>
        AssertRefused(InsertOutcome.UnknownCreator, Event("X", creator, 0, EventHandle.None, 300));

    [TestCase(-1, 1)]
    [TestCase(1_000_000, 1)]
    [TestCase(0, 7)]
    [TestCase(int.MaxValue, -3)]
    public void TryInsert_SelfParentOfNoEvent_IsRefused(int slot, int version) => AssertRefused(
        InsertOutcome.UnknownSelfParent, Event("A1", 0, 1, new EventHandle(slot, version), 300));

    [TestCase(-1, 1)]
    [TestCase(1_000_000, 1)]
    [TestCase(0, 7)]
    [TestCase(0, 0)]
    public void TryInsert_OtherParentOfNoEvent_IsRefused(int slot, int version) => AssertRefused(
        InsertOutcome.UnknownOtherParent,
        Event("A1", 0, 1, _a0, 300),
        Parent(_c0),
        Parent(new EventHandle(slot, version)));

    [Test]
    public void TryInsert_SequenceNotAfterTheSelfParents_IsRefused([Values(-1, 0, 2, int.MaxValue)] int sequence) =>
        AssertRefused(InsertOutcome.SequenceGap, Event("A1", 0, sequence, _a0, 300));

    [Test]
    public void TryInsert_SequenceNotZeroWithoutSelfParent_IsRefused([Values(-1, 1, int.MaxValue)] int sequence) =>
        AssertRefused(InsertOutcome.SequenceGap, Event("A1", 0, sequence, EventHandle.None, 300));

    [Test]
    public void TryInsert_SelfParentOfAnotherMember_IsRefused() =>
        AssertRefused(InsertOutcome.ForeignSelfParent, Event("A1", 0, 1, _b0, 300));

    [Test]
    public void TryInsert_OtherParentOfItsOwnCreator_IsRefused() => AssertRefused(
        InsertOutcome.OwnOtherParent, Event("B2", 1, 2, _b1, 300), Parent(_a0), Parent(_b0));

    [Test]
    public void TryInsert_TwoOtherParentsOfOneMember_IsRefused() => AssertRefused(
        InsertOutcome.TwoParentsOfOneCreator, Event("A1", 0, 1, _a0, 300), Parent(_b0), Parent(_c0), Parent(_b1));

    [Test]
    public void TryInsert_TheSameOtherParentTwice_IsRefused() => AssertRefused(
        InsertOutcome.TwoParentsOfOneCreator, Event("A1", 0, 1, _a0, 300), Parent(_b0), Parent(_b0));

    [Test]
    public void TryInsert_MoreOtherParentsThanAllowed_IsRefused()
    {
        EventGraph graph = new(Roster.OfEqualMembers(300));
        OtherParent[] parents = new OtherParent[Limits.OtherParentsMax + 1];
        for (int i = 0; i < parents.Length; i++)
        {
            NewEvent first = Event($"{i}", i, 0, EventHandle.None, 100);
            Assert.That(graph.TryInsert(first, [], out EventHandle handle), Is.EqualTo(InsertOutcome.Inserted));
            parents[i] = Parent(handle);
        }

        NewEvent crowded = Event("X", 299, 0, EventHandle.None, 200);

        Assert.That(graph.TryInsert(crowded, parents, out _), Is.EqualTo(InsertOutcome.TooManyParents));
        Assert.That(graph.InsertedEvents, Is.EqualTo(parents.Length));
        Assert.That(graph.TryInsert(crowded, parents.AsSpan(1), out _), Is.EqualTo(InsertOutcome.Inserted));
    }

    [Test]
    public void TryInsert_TimeNotAfterTheSelfParents_IsRefused(
        [Values(100, 99, 0, -1, long.MinValue)] long createdAt) =>
        AssertRefused(InsertOutcome.TimeNotAfterSelfParent, Event("A1", 0, 1, _a0, createdAt));

    [Test]
    public void TryInsert_TimeBeyondTheCalendar_IsRefused(
        [Values(Limits.CreatedAtMaxMicros + 1, long.MaxValue)] long createdAt) =>
        AssertRefused(InsertOutcome.TimeTooLate, Event("A1", 0, 1, _a0, createdAt));

    [Test]
    public void TryInsert_NegativeTime_IsRefused([Values(-1, long.MinValue)] long createdAt) => AssertRefused(
        InsertOutcome.TimeNotAfterSelfParent, Event("D0", 3, 0, EventHandle.None, createdAt));

    [Test]
    public void TryInsert_NegativeAge_IsRefused([Values(-1, long.MinValue)] long age) => AssertRefused(
        InsertOutcome.NegativeAge, Event("A1", 0, 1, _a0, 300), Parent(_b0), Parent(_c0, age));

    [Test]
    public void TryInsert_ThousandsOfBranches_AreTakenAndKnown()
    {
        EventHandle[] branches = Enumerable.Range(0, 5_000)
            .Select(i => Insert(Event($"A0-{i}", 0, 0, EventHandle.None, 100 + i)))
            .ToArray();

        NewEvent again = Event("A0-4321", 0, 0, EventHandle.None, 100 + 4321);
        Assert.That(AssertRefused(InsertOutcome.Duplicate, again), Is.EqualTo(branches[4321]));
        Assert.That(_graph.HasBranched(new MemberIndex(0)), Is.True);
        Insert(Event("B1-other", 1, 1, _b0, 300), Parent(branches[17]), Parent(_c0));
        Insert(Event("B2", 1, 2, _b1, 300), Parent(branches[4999]));
    }

    [Test]
    public void TryInsert_KnownBranch_IsADuplicateWithItsHandle()
    {
        EventHandle branch = Insert(Event("B1x", 1, 1, _b0, 200));

        Assert.That(
            AssertRefused(InsertOutcome.Duplicate, Event("B1x", 1, 1, _b0, 200)), Is.EqualTo(branch));
        Assert.That(AssertRefused(InsertOutcome.Duplicate, Event("B1", 1, 1, _b0, 200)), Is.EqualTo(_b1));
    }

    [Test]
    public void TryInsert_MoreUnreceivedThanAllowed_IsRefused()
    {
        EventHandle last = _a0;
        for (int sequence = 1; sequence < Limits.LiveEventsPerMemberMax; sequence++)
        {
            last = Insert(Event($"A{sequence}", 0, sequence, last, 100 + sequence));
        }

        NewEvent oneMore = Event("A-last", 0, Limits.LiveEventsPerMemberMax, last, 1_000_000);
        AssertRefused(InsertOutcome.TooManyUnreceived, oneMore);
        Insert(Event("C1", 2, 1, _c0, 300), Parent(last));
    }

    [Test]
    public void TryInsert_ParentsDroppedAsTooOld_AreRefused()
    {
        TestGraph layers = ReferenceGraphTests.FullLayers(60).Graph;
        GraphFeed feed = new(layers, options: new EventGraphOptions { LinkableEventsMax = 16 });
        foreach (TestEvent e in layers.Events)
        {
            feed.Insert(e);
            feed.TakeRounds();
        }

        EventHandle oldest = feed.HandleOf(layers.Events[0]);
        EventHandle newest = feed.HandleOf(layers.Events[^1]);
        EventHandle tip = feed.HandleOf(layers.Events[^4]);
        Assert.That(feed.Fast.IsLinkable(oldest), Is.False);
        Assert.That(feed.Fast.IsLinkable(newest), Is.True);
        long inserted = feed.Fast.InsertedEvents;

        NewEvent branch = Event("A1x", 0, 1, oldest, 9_000);
        NewEvent late = Event("A60", 0, 60, tip, 9_000);
        OtherParent[] tooOld = [Parent(feed.HandleOf(layers.Events[1]))];

        Assert.That(feed.Fast.TryInsert(branch, [], out _), Is.EqualTo(InsertOutcome.UnknownSelfParent));
        Assert.That(feed.Fast.TryInsert(late, tooOld, out _), Is.EqualTo(InsertOutcome.UnknownOtherParent));
        Assert.That(feed.Fast.InsertedEvents, Is.EqualTo(inserted));
        Assert.That(feed.Fast.TryInsert(late, [Parent(newest)], out _), Is.EqualTo(InsertOutcome.Inserted));
    }

    [Test]
    public void Output_WithRefusalsBetweenAllEvents_IsUnchanged()
    {
        const ulong Seed = 11;
        TestContext.Out.WriteLine($"seed {Seed}");
        TestGraph graph = RandomGraph.Create(
            new GraphShape { Seed = Seed, Members = 5, Events = 300, OtherParentsMax = 3, Branching = 1 });
        GraphFeed feed = new(graph);
        int refused = 0;
        foreach (TestEvent e in graph.Events)
        {
            refused += InsertNonsense(feed, e);
            feed.Insert(e);
            refused += InsertNonsense(feed, e);
            feed.TakeRounds();
        }

        Assert.That(refused, Is.GreaterThan(1000));
        Assert.That(PublishedRound.Difference(new ReferenceGraph(graph).Published, feed.Published), Is.Null);
    }

    // Variations of the event, all refused; gives their number.
    private static int InsertNonsense(GraphFeed feed, TestEvent e)
    {
        EventHandle own = e.SelfParent is null ? EventHandle.None : feed.HandleOf(e.SelfParent);
        MemberIndex creator = new(e.Creator);
        NewEvent good = Event("nonsense", e.Creator, e.Sequence, own, e.CreatedAt);
        OtherParent[] none = [];
        OtherParent[] twice = e.OtherParents.Take(1)
            .SelectMany(p => Enumerable.Repeat(Parent(feed.HandleOf(p.Event)), 2))
            .ToArray();
        List<(NewEvent Event, OtherParent[] Parents)> nonsense =
        [
            (good with { Creator = new MemberIndex(99) }, none),
            (good with { Sequence = new Sequence(e.Sequence + 2) }, none),
            (good with { CreatedAt = new Micros(-1) }, none),
            (good with { SelfParent = new EventHandle(int.MaxValue, 1), Sequence = new Sequence(1) }, none),
            (good with { Creator = new MemberIndex((creator.Value + 1) % 5), CreatedAt = new Micros(-5) }, none),
        ];
        if (twice.Length > 0)
        {
            nonsense.Add((good, twice));
            nonsense.Add((good, [twice[0] with { Age = new Micros(-1) }]));
        }

        foreach ((NewEvent bad, OtherParent[] parents) in nonsense)
        {
            Assert.That(feed.Fast.TryInsert(bad, parents, out _), Is.Not.EqualTo(InsertOutcome.Inserted), $"{bad}");
        }

        return nonsense.Count;
    }

    private static NewEvent Event(
        string name, int creator, int sequence, EventHandle selfParent, long createdAt) => new()
        {
            Hash = TinyGraph.HashOf(name),
            Creator = new MemberIndex(creator),
            Sequence = new Sequence(sequence),
            SelfParent = selfParent,
            CreatedAt = new Micros(createdAt),
        };

    private static OtherParent Parent(EventHandle handle, long age = 0) => new(handle, new Micros(age));

    private EventHandle Insert(NewEvent newEvent, params OtherParent[] parents)
    {
        Assert.That(_graph.TryInsert(newEvent, parents, out EventHandle handle), Is.EqualTo(InsertOutcome.Inserted));
        return handle;
    }

    private EventHandle AssertRefused(InsertOutcome expected, NewEvent newEvent, params OtherParent[] parents)
    {
        (long, int, int, int) before = Figures();

        InsertOutcome outcome = _graph.TryInsert(newEvent, parents, out EventHandle handle);

        Assert.That(outcome, Is.EqualTo(expected));
        Assert.That(Figures(), Is.EqualTo(before));
        return handle;
    }

    private (long Inserted, int Unreceived, int Highest, int Branched) Figures() => (
        _graph.InsertedEvents,
        _graph.UnreceivedEvents,
        _graph.HighestRound.Number,
        Enumerable.Range(0, 4).Count(member => _graph.HasBranched(new MemberIndex(member))));
}
