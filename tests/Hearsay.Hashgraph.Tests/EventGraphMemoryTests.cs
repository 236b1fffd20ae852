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

    /// <summary>A silent member's newest event is kept, however old; once it is not the newest, it goes.</summary>
    [Test]
    public void TryInsert_WhenAMemberIsSilentAgainAndAgain_AllocatesNothing()
    {
        LayeredSession session = new(members: 4, parents: 3, lastSpeaksEvery: 20, linkableMax: 30);
        session.InsertEvents(WarmUpEvents);
        long before = GC.GetAllocatedBytesForCurrentThread();

        session.InsertEvents(3 * WarmUpEvents);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    // Members take turns, the last now and then only; each names the newest events of the next few members.
    private sealed class LayeredSession(
        int members, int parents, int lastSpeaksEvery = 1, int linkableMax = 65_536)
    {
        private readonly int[] _made = new int[members];
        private readonly EventHandle[] _tips = new EventHandle[members];
        private readonly OtherParent[] _parents = new OtherParent[parents];
        private readonly SeededRandom _random = new(1);
        private readonly OrderedRound _round = new();
        private long _turn;

        public EventGraph Graph { get; } =
            new(Roster.OfEqualMembers(members), new EventGraphOptions { LinkableEventsMax = linkableMax });

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
            int creator = NextCreator();
            int sequence = _made[creator]++;
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
                CreatedAt = new Micros(10 * _turn),
            };
            InsertOutcome outcome = Graph.TryInsert(next, _parents.AsSpan(0, named), out _tips[creator]);
            Invariant.Check(outcome == InsertOutcome.Inserted, "a good event is inserted");
        }

        private int NextCreator()
        {
            bool isSilent = _turn % members == members - 1 && _turn / members % lastSpeaksEvery != 0;
            _turn += isSilent ? 2 : 1;
            return (int)((_turn - 1) % members);
        }
    }
}
