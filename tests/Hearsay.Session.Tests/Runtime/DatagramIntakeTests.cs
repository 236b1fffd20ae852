using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Session.Tests;

public sealed class DatagramIntakeTests
{
    private const int Members = 5;
    private static readonly MemberIndex Self = new(1);

    private Inbox _inbox = null!;
    private TrafficCounts _traffic = null!;
    private DatagramScreen _screen = null!;
    private DatagramIntake _intake = null!;
    private Dictionary<int, byte[]> _datagrams = null!;

    /// <summary>Members 1, 2 and 4 are at one address; every member's datagram is at hand.</summary>
    [SetUp]
    public void SetUp()
    {
        Epoch epoch = Epoch.First(KnownMembers.Genesis(Members));
        _inbox = new Inbox();
        _traffic = new TrafficCounts();
        _screen = new DatagramScreen(epoch.Id, epoch.Roster, Self, new StandInSignatures(Self));
        _intake = new DatagramIntake(
            new SharedAddressLink(1, 2, 4), _screen, _inbox, _traffic, new RosterPlace(Self, Members));
        _datagrams = Enumerable.Range(0, Members).ToDictionary(i => i, DatagramOf);

        byte[] DatagramOf(int member) =>
            FirstDatagram.Of(epoch, new MemberIndex(member), new StandInSignatures(new MemberIndex(member)));
    }

    [TestCase(0, 0)]
    [TestCase(2, 2)]
    [TestCase(2, 4)]
    [TestCase(4, 2)]
    [TestCase(1, 4)]
    public void TryTake_FromWhomItNamesOrOneAtTheSameAddress_IsTheNamedOnes(int from, int named)
    {
        Assert.That(TryTake(new MemberIndex(from), _datagrams[named]), Is.True);
        Assert.That(_inbox.TryTake(out ScreenedDatagram taken), Is.True);
        Assert.That(taken.From, Is.EqualTo(new MemberIndex(named)));
        Assert.That(_traffic.Refused, Is.Zero);
    }

    [TestCase(0, 2)]
    [TestCase(2, 0)]
    [TestCase(3, 1)]
    [TestCase(0, 3)]
    public void TryTake_NamesAMemberAtAnotherAddress_IsRefused(int from, int named)
    {
        Assert.That(TryTake(new MemberIndex(from), _datagrams[named]), Is.False);
        Assert.That(_screen.Refusals.Of(new MemberIndex(from), RefusalReason.WrongSender), Is.EqualTo(1));
        Assert.That(_traffic.Refused, Is.EqualTo(1));
        Assert.That(_inbox.Count, Is.Zero);
    }

    [TestCase(1, 1, Description = "somebody has our address")]
    [TestCase(2, 1, Description = "somebody at an address that is also claimed to be ours")]
    [TestCase(1, 0, Description = "from our address, in another's name")]
    [TestCase(5, 0, Description = "the link knows more members than the roster")]
    [TestCase(-1, 0, Description = "the link knows nobody")]
    public void TryTake_FromOneselfOrNobody_IsRefusedBeforeTheScreen(int from, int named)
    {
        Assert.That(TryTake(new MemberIndex(from), _datagrams[named]), Is.False);
        Assert.That(_intake.WrongSenders, Is.EqualTo(1));
        Assert.That(_traffic.Refused, Is.EqualTo(1));
        Assert.That(_screen.Refusals.Total(RefusalReason.WrongSender), Is.Zero);
        Assert.That(_inbox.Count, Is.Zero);
    }

    [Test]
    public void TryTake_NoDatagramAtAll_CountsAgainstTheAddress()
    {
        Assert.That(TryTake(new MemberIndex(2), [1, 2, 3]), Is.False);
        Assert.That(_screen.Refusals.Of(new MemberIndex(2), RefusalReason.Malformed), Is.EqualTo(1));
    }

    private bool TryTake(MemberIndex from, byte[] datagram)
    {
        ScreenTurns turns = _intake.NewTurns();
        return _intake.TryQueue(from, datagram, turns) && _intake.TryTakeNext(turns, new Micros(1_000_000), out _);
    }

    private sealed class SharedAddressLink(params int[] atOneAddress) : ILink
    {
        public int Receive(DatagramBatch batch) => 0;

        public bool TrySend(MemberIndex to, ReadOnlySpan<byte> datagram) => false;

        public bool TellsApart(MemberIndex one, MemberIndex other) =>
            !atOneAddress.Contains(one.Value) || !atOneAddress.Contains(other.Value);

        public void Dispose()
        {
        }
    }
}
