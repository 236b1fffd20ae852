using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

public sealed class ScreenTurnsTests
{
    private const int Members = 8;
    private const int Common = 64;

    // A datagram full of new events.
    private const int DearCost = 1 + (ScreenedDatagram.EventsMax * (1 + Limits.CheckCost));

    private ScreenTurns _turns = null!;

    [SetUp]
    public void SetUp() => _turns = new ScreenTurns(Members, Common);

    [Test]
    public void TryTakeNext_OfOneNeighbour_AsTheyCame()
    {
        for (byte value = 0; value < 20; value++)
        {
            Assert.That(_turns.TryAdd(new MemberIndex(3), new byte[] { value, 7 }), Is.True);
        }

        byte[] taken = [.. Enumerable.Range(0, 20).Select(_ => TakeFrom(3))];

        Assert.That(taken, Is.EqualTo(Enumerable.Range(0, 20)));
        Assert.That(_turns.TryTakeNext(out _, out _), Is.False);
    }

    [TestCase(1)]
    [TestCase(5)]
    public void TryTakeNext_BehindFloods_ComesAfterOneDatagramOfEach(int floods)
    {
        for (int flood = 1; flood <= floods; flood++)
        {
            Fill(flood);
        }

        for (int i = 0; i < 5; i++)
        {
            TakeAny(DearCost);
        }

        Add(0);

        Assert.That(TakesUntil(0), Is.LessThanOrEqualTo(floods));
    }

    [Test]
    public void TryTakeNext_DearAndCheapDatagrams_GetTheSameWork()
    {
        long[] work = new long[3];
        for (int i = 0; i < 5_000; i++)
        {
            Fill(1);
            Fill(2);
            (int from, int cost) = TakeAtItsCost();
            work[from] += cost;
        }

        Assert.That(work[1] - work[2], Is.InRange(-DearCost - Limits.TurnQuantum, DearCost + Limits.TurnQuantum));
        Assert.That(work[2], Is.GreaterThan(10_000));
    }

    [Test]
    public void Charge_OfTheLastDatagram_IsOwedWhenTheNextOneComes()
    {
        long[] work = new long[3];
        for (int i = 0; i < 5_000; i++)
        {
            Fill(2);
            if (_turns.CountOf(new MemberIndex(1)) == 0)
            {
                Add(1);
            }

            (int from, int cost) = TakeAtItsCost();
            work[from] += cost;
        }

        Assert.That(work[1], Is.LessThan(work[2] + DearCost + Limits.TurnQuantum));
    }

    [Test]
    public void Charge_NothingLeftWaiting_KeepsNoCreditForLater()
    {
        for (int i = 0; i < 1_000; i++)
        {
            Add(1);
            TakeAny(cost: 1);
        }

        Fill(1);
        TakeAny(DearCost);
        Add(2);

        Assert.That(TakesUntil(2), Is.LessThanOrEqualTo(1));
    }

    [Test]
    public void TryAdd_Flood_FillsHalfAndLeavesTheOthersTheirs()
    {
        Assert.That(Fill(1), Is.EqualTo(Limits.TurnDatagramsPerPeer + (Common / 2)));
        Assert.That(Fill(2), Is.EqualTo(Limits.TurnDatagramsPerPeer + (Common / 4)));
        for (int member = 3; member < Members; member++)
        {
            Assert.That(Fill(member), Is.GreaterThanOrEqualTo(Limits.TurnDatagramsPerPeer));
        }
    }

    [Test]
    public void TryAdd_EveryPlaceTakenAndGivenBack_RoomAsBefore()
    {
        for (int i = 0; i < 3; i++)
        {
            int[] filled = [.. Enumerable.Range(0, Members).Select(Fill)];
            Assert.That(filled[0], Is.EqualTo(Limits.TurnDatagramsPerPeer + (Common / 2)));
            Assert.That(_turns.Count, Is.EqualTo(filled.Sum()));
            while (!_turns.IsEmpty)
            {
                TakeAny(cost: 3);
            }
        }
    }

    [Test]
    public void TryAdd_TooLong_IsRefused()
    {
        Assert.That(_turns.TryAdd(default, new byte[Limits.DatagramBytesMax]), Is.True);
        Assert.That(_turns.TryAdd(default, new byte[Limits.DatagramBytesMax + 1]), Is.False);
        Assert.That(_turns.Count, Is.EqualTo(1));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void AnyCalls_AgainstPlainQueues_LoseAndMixUpNothing(int seed)
    {
        TestContext.Out.WriteLine($"seed {seed}");
        Random random = new(seed);
        Queue<byte>[] plain = [.. Enumerable.Range(0, Members).Select(_ => new Queue<byte>())];
        for (int i = 0; i < 20_000; i++)
        {
            MemberIndex member = new(random.Next(Members));
            byte value = (byte)random.Next();
            if (random.Next(100) < 55 && _turns.TryAdd(member, new[] { value }))
            {
                plain[member.Value].Enqueue(value);
            }
            else if (_turns.TryTakeNext(out MemberIndex from, out ReadOnlySpan<byte> datagram))
            {
                Assert.That(datagram.ToArray(), Is.EqualTo(new[] { plain[from.Value].Dequeue() }));
                _turns.Charge(random.Next(1, DearCost));
            }

            Assert.That(_turns.Count, Is.EqualTo(plain.Sum(queue => queue.Count)));
            Assert.That(_turns.CountOf(member), Is.EqualTo(plain[member.Value].Count));
        }
    }

    [Test]
    public void AnyCalls_AllocateNothing()
    {
        byte[] datagram = new byte[1_200];
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
        {
            _turns.TryAdd(new MemberIndex(i % Members), datagram);
            _turns.TryTakeNext(out _, out _);
            _turns.Charge(DearCost);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private int Fill(int member)
    {
        int added = 0;
        while (_turns.TryAdd(new MemberIndex(member), new[] { (byte)member }))
        {
            added++;
        }

        return added;
    }

    private void Add(int member) =>
        Assert.That(_turns.TryAdd(new MemberIndex(member), new[] { (byte)member }), Is.True);

    private int TakeAny(int cost)
    {
        Assert.That(_turns.TryTakeNext(out MemberIndex from, out _), Is.True);
        _turns.Charge(cost);
        return from.Value;
    }

    /// <summary>Takes one: dear when it is of member 1, else with one new event.</summary>
    private (int From, int Cost) TakeAtItsCost()
    {
        Assert.That(_turns.TryTakeNext(out MemberIndex from, out _), Is.True);
        int cost = from.Value == 1 ? DearCost : Limits.TurnQuantum;
        _turns.Charge(cost);
        return (from.Value, cost);
    }

    private byte TakeFrom(int member)
    {
        Assert.That(_turns.TryTakeNext(out MemberIndex from, out ReadOnlySpan<byte> datagram), Is.True);
        Assert.That(from.Value, Is.EqualTo(member));
        Assert.That(datagram.Length, Is.EqualTo(2));
        byte first = datagram[0];
        _turns.Charge(5);
        return first;
    }

    /// <summary>Dear datagrams of others that are taken before one of this member.</summary>
    private int TakesUntil(int member)
    {
        int others = 0;
        while (TakeAny(DearCost) != member)
        {
            others++;
        }

        return others;
    }
}
