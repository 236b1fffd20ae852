namespace Hearsay.Hashgraph.Tests;

/// <summary>
/// <see cref="EventGraph.Progress"/> against a count from the definitions after every event of random sessions: the
/// followed member names all heads, the others some; and what it says of the followed member's next event comes true.
/// </summary>
public sealed class RoundProgressTests
{
    private const int Followed = 1;
    private const int Steps = 600;

    [TestCase(1, 0)]
    [TestCase(2, 0)]
    [TestCase(4, 0)]
    [TestCase(4, 1)]
    [TestCase(7, 2)]
    [TestCase(13, 0)]
    [TestCase(13, 4)]
    public void Progress_AfterEveryEvent_IsAsCounted(int members, int branching)
    {
        for (ulong seed = 1; seed <= 5; seed++)
        {
            TestContext.Out.WriteLine($"seed {seed}");
            RandomSession session = new(members, branching, seed);
            for (int i = 0; i < Steps; i++)
            {
                session.Step();
            }

            Assert.That(session.Graph.LastDecidedRound.Number, Is.GreaterThan(5));
        }
    }

    [Test]
    public void Progress_NobodyFollowed_CountsNothing()
    {
        EventGraph graph = new(Roster.OfEqualMembers(1));
        graph.TryInsert(
            new NewEvent
            {
                Hash = new SeededRandom(1).NextHash(),
                Creator = new MemberIndex(0),
                Sequence = new Sequence(0),
                SelfParent = EventHandle.None,
                CreatedAt = new Micros(1),
            },
            [],
            out _);

        Assert.That(graph.Progress.WitnessWeight, Is.Zero);
    }

    // Members of different weight. The last ones branch: in their first event, or anywhere.
    private sealed class RandomSession
    {
        private readonly SeededRandom _random;
        private readonly Roster _roster;
        private readonly int _branching;
        private readonly List<(EventHandle Handle, int Sequence)>[] _chains;
        private readonly Dictionary<(int Round, int Member), int> _witnesses = [];
        private readonly OrderedRound _round = new();
        private readonly int _followed;
        private int _followedRound;
        private EventHandle _followedLast;
        private long _time = 1;

        public RandomSession(int members, int branching, ulong seed)
        {
            _random = new SeededRandom(seed);
            int[] weights = [.. Enumerable.Range(0, members).Select(i => seed % 2 == 0 ? 1 : 1 + (i % 3))];
            _roster = branching > 0 ? Roster.OfEqualMembers(members) : new Roster(weights);
            _branching = branching;
            _followed = Math.Min(Followed, members - 1);
            _chains = [.. Enumerable.Range(0, members).Select(_ => new List<(EventHandle, int)>())];
            Graph = new EventGraph(_roster, new EventGraphOptions { Followed = new MemberIndex(_followed) });
        }

        public EventGraph Graph { get; }

        public void Step()
        {
            int creator = _random.Next(_chains.Length);
            bool branches = creator >= _chains.Length - _branching && _random.Chance(10) && _chains[creator].Count > 2;
            RoundProgress before = Graph.Progress;
            EventHandle added = Add(creator, branches);
            int round = Graph.RoundOf(added).Number;
            if (creator == _followed)
            {
                bool isWitness = round > _followedRound;

                // Where members branched the view may say no where it could say yes.
                Assert.That(before.NextIsWitness, Is.EqualTo(isWitness).Or.EqualTo(isWitness && _branching == 0));
                (_followedRound, _followedLast) = (round, added);
            }

            Compare();
            while (Graph.TryTakeRound(_round))
            {
            }
        }

        private EventHandle Add(int creator, bool branches)
        {
            List<(EventHandle Handle, int Sequence)> chain = _chains[creator];
            int at = branches ? chain.Count - 2 : chain.Count - 1;
            EventHandle self = at < 0 ? EventHandle.None : chain[at].Handle;
            int sequence = at < 0 ? 0 : chain[at].Sequence + 1;
            List<OtherParent> parents = [];
            for (int i = 0; i < _chains.Length; i++)
            {
                bool isNamed = i != creator && _chains[i].Count > 0 && !Graph.HasBranched(new MemberIndex(i))
                    && (creator == _followed || _random.Chance(30));
                if (isNamed)
                {
                    parents.Add(new OtherParent(_chains[i][^1].Handle, new Micros(0)));
                }
            }

            NewEvent added = new()
            {
                Hash = _random.NextHash(),
                Creator = new MemberIndex(creator),
                Sequence = new Sequence(sequence),
                SelfParent = self,
                CreatedAt = new Micros(_time++),
            };
            InsertOutcome outcome = Graph.TryInsert(added, parents.ToArray(), out EventHandle handle);
            Assert.That(outcome, Is.EqualTo(InsertOutcome.Inserted));
            int selfRound = self.IsSome && Graph.IsLinkable(self) ? Graph.RoundOf(self).Number : 0;
            if (Graph.RoundOf(handle).Number > selfRound)
            {
                _witnesses.TryAdd((Graph.RoundOf(handle).Number, creator), sequence);
            }

            chain.Add((handle, sequence));
            return handle;
        }

        private void Compare()
        {
            (int Round, int Member)[] places =
                [.. _witnesses.Keys.Where(place => !Graph.HasBranched(new MemberIndex(place.Member)))];
            int highest = places.Length == 0 ? 0 : places.Max(place => place.Round);
            int[] present = [.. places.Where(place => place.Round == highest).Select(place => place.Member)];
            ReadOnlySpan<int> row = _followedLast.IsSome ? Graph.LastAncestors(_followedLast) : default;
            long seen = 0;
            foreach (int member in present)
            {
                bool isSeen = !row.IsEmpty && row[member] >= _witnesses[(highest, member)];
                seen += isSeen ? _roster.WeightOf(new MemberIndex(member)) : 0;
            }

            RoundProgress progress = Graph.Progress;
            Assert.That(progress.Round.Number, Is.EqualTo(highest));
            long weight = present.Sum(member => (long)_roster.WeightOf(new MemberIndex(member)));
            Assert.That(progress.WitnessWeight, Is.EqualTo(weight));
            Assert.That(progress.SeenWeight, Is.EqualTo(seen));
        }
    }
}
