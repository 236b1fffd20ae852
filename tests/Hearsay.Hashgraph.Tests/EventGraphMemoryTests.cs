namespace Hearsay.Hashgraph.Tests;

/// <summary>Memory stays flat however long a session runs, and insertion allocates nothing.</summary>
public sealed class EventGraphMemoryTests
{
    private const int WarmUpEvents = 150_000;

    [Test]
    public void Memory_Over100000Rounds_StaysFlat()
    {
        LayeredSession session = new(members: 4, parents: 3);
        session.RunUntilRound(20_000);
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        long held = GC.GetTotalMemory(forceFullCollection: true);

        session.RunUntilRound(100_000);

        long allocatedSince = GC.GetAllocatedBytesForCurrentThread() - allocated;
        long heldSince = GC.GetTotalMemory(forceFullCollection: true) - held;
        TestContext.Out.WriteLine($"allocated {allocatedSince}, held {heldSince} more bytes");
        Assert.That(session.Graph.LastDecidedRound.Number, Is.GreaterThanOrEqualTo(100_000));
        Assert.That(session.Graph.UnreceivedEvents, Is.LessThan(100));
        Assert.That(allocatedSince, Is.LessThan(64 * 1024));
        Assert.That(heldSince, Is.LessThan(1024 * 1024));
    }

    [TestCase(4, 3)]
    [TestCase(4, 1)]
    [TestCase(13, 12)]
    [TestCase(13, 3)]
    public void TryInsert_InSteadyState_AllocatesNothing(int members, int parents)
    {
        LayeredSession session = new(members, parents);
        session.InsertEvents(WarmUpEvents);
        long before = GC.GetAllocatedBytesForCurrentThread();
        int decided = session.Graph.LastDecidedRound.Number;

        session.InsertEvents(10_000);

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.That(allocated, Is.Zero);
        Assert.That(session.Graph.LastDecidedRound.Number, Is.GreaterThan(decided + 50), "rounds were taken");
    }

    // Members take turns; each names the newest events of the next few members.
    private sealed class LayeredSession(int members, int parents)
    {
        private readonly EventHandle[] _tips = new EventHandle[members];
        private readonly OtherParent[] _parents = new OtherParent[parents];
        private readonly SeededRandom _random = new(1);
        private readonly OrderedRound _round = new();
        private long _inserted;

        public EventGraph Graph { get; } = new(Roster.OfEqualMembers(members));

        public void RunUntilRound(int round)
        {
            while (Graph.LastDecidedRound.Number < round)
            {
                InsertEvents(1);
            }
        }

        public void InsertEvents(int count)
        {
            for (int i = 0; i < count; i++)
            {
                InsertNext();
                while (Graph.TryTakeRound(_round))
                {
                }
            }
        }

        private void InsertNext()
        {
            int creator = (int)(_inserted % members);
            int sequence = (int)(_inserted / members);
            int named = 0;
            int first = _random.Next(members - 1);
            for (int i = 0; i < parents && sequence > 0; i++)
            {
                int other = (creator + 1 + (first + i) % (members - 1)) % members;
                _parents[named++] = new OtherParent(_tips[other], new Micros(5));
            }

            NewEvent next = new()
            {
                Hash = _random.NextHash(),
                Creator = new MemberIndex(creator),
                Sequence = new Sequence(sequence),
                SelfParent = _tips[creator],
                CreatedAt = new Micros(10 * (_inserted + 1)),
            };
            InsertOutcome outcome = Graph.TryInsert(next, _parents.AsSpan(0, named), out _tips[creator]);
            Invariant.Check(outcome == InsertOutcome.Inserted, "a good event is inserted");
            _inserted++;
        }
    }
}
