using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

public sealed class DatagramScreenTests
{
    private static readonly MemberIndex Sender = new(1);

    private EventHash _epoch;
    private EventForge _forge = null!;
    private DatagramForge _datagrams = null!;
    private ToySignatures _signatures = null!;
    private DatagramScreen _screen = null!;
    private ScreenedDatagram _screened = null!;

    [SetUp]
    public void SetUp()
    {
        _epoch = EventHash.Read(Enumerable.Repeat((byte)3, 32).ToArray());
        _forge = new EventForge(_epoch);
        _datagrams = new DatagramForge(_epoch, Sender.Value);
        _signatures = new ToySignatures(Sender);
        _screen = new DatagramScreen(_epoch, Roster.OfEqualMembers(4), _signatures);
        _screened = new ScreenedDatagram();
    }

    [Test]
    public void Screen_GoodDatagram_HasEventsAndMessages()
    {
        ForgedEvent one = _forge.First(1);
        ForgedEvent two = _forge.First(2);
        byte[] request = DatagramForge.RequestBody((0, 0, 1));
        byte[] datagram = _datagrams.Messages(
            (MessageKind.Event, one.Bytes), (MessageKind.Request, request), (MessageKind.Event, two.Bytes));

        Assert.That(_screen.Screen(Sender, datagram, _screened), Is.True);
        Assert.That(_screened.From, Is.EqualTo(Sender));
        Assert.That(_screened.Length, Is.EqualTo(datagram.Length));
        Assert.That(_screened.Events.Length, Is.EqualTo(2));
        Assert.That(_screened.Events[1].Hash, Is.EqualTo(two.Hash));
        Assert.That(_screened.BytesOf(_screened.Events[1]).ToArray(), Is.EqualTo(two.Bytes));
        Assert.That(_screened.Messages.Length, Is.EqualTo(1));
        Assert.That(_screened.BodyOf(_screened.Messages[0]).ToArray(), Is.EqualTo(request));
    }

    [Test]
    public void Screen_SameEventAgain_VerifiesOnce()
    {
        byte[] datagram = _datagrams.Events(_forge.First(2));

        Assert.That(_screen.Screen(Sender, datagram, _screened), Is.True);
        Assert.That(_screen.Screen(Sender, datagram, _screened), Is.True);
        Assert.That(_screened.Events.Length, Is.EqualTo(1), "the engine decides what is a duplicate");
        Assert.That(_signatures.Verifications, Is.EqualTo(1));
    }

    [Test]
    public void Screen_VerifiedEventWithAnotherSignature_IsBadSignature()
    {
        ForgedEvent good = _forge.First(2);
        byte[] forged = [.. good.Bytes];
        forged[^1] ^= 1;

        _screen.Screen(Sender, _datagrams.Events(good), _screened);
        _screen.Screen(Sender, _datagrams.Events(good with { Bytes = forged }), _screened);

        Assert.That(_screened.Events.IsEmpty, Is.True);
        Assert.That(_screen.Refusals.Of(Sender, RefusalReason.BadSignature), Is.EqualTo(1));
    }

    [Test]
    public void Screen_OneBadSignature_LeavesTheOtherEvents()
    {
        ForgedEvent bad = _forge.First(2);
        bad.Bytes[^1] ^= 1;

        Assert.That(_screen.Screen(Sender, _datagrams.Events(bad, _forge.First(3)), _screened), Is.True);
        Assert.That(_screened.Events.Length, Is.EqualTo(1));
        Assert.That(_screened.Events[0].Layout.Creator.Value, Is.EqualTo(3));
    }

    [Test]
    public void Screen_OtherEpoch_IsWrongEpoch()
    {
        byte[] datagram = new DatagramForge(default, Sender.Value).Events(_forge.First(1));

        Assert.That(Refusal(datagram), Is.EqualTo(RefusalReason.WrongEpoch));
    }

    [Test]
    public void Screen_EventOfAnotherEpoch_IsBadSignature()
    {
        byte[] datagram = _datagrams.Events(new EventForge(default).First(1));

        Assert.That(_screen.Screen(Sender, datagram, _screened), Is.True);
        Assert.That(_screen.Refusals.Total(RefusalReason.BadSignature), Is.EqualTo(1));
    }

    [Test]
    public void Screen_SenderIsNotWhereItCameFrom_IsWrongSender()
    {
        byte[] datagram = new DatagramForge(_epoch, 2).Events(_forge.First(1));

        Assert.That(Refusal(datagram), Is.EqualTo(RefusalReason.WrongSender));
    }

    [Test]
    public void Screen_MalformedDatagrams_AreRefusedAsAWhole()
    {
        byte[] frontier = DatagramForge.FrontierBody(asks: true, 1, 2, 3, 4);
        byte[][] datagrams =
        [
            [],
            new byte[DatagramHeader.Bytes - 1],
            new byte[Limits.DatagramBytesMax + 1],
            _datagrams.Messages((0, frontier)),
            _datagrams.Messages(((MessageKind)6, frontier)),
            _datagrams.Messages((MessageKind.Event, frontier)),
            _datagrams.Messages((MessageKind.Request, [])),
            _datagrams.Messages((MessageKind.Frontier, frontier))[..^1],
            _datagrams.Messages([.. Enumerable.Repeat(
                (MessageKind.Request, DatagramForge.RequestBody((0, 0, 1))), Limits.MessagesPerDatagramMax + 1)]),
        ];

        Assert.That(datagrams.Select(Refusal), Is.All.EqualTo(RefusalReason.Malformed));
    }

    [Test]
    public void Screen_UnknownCreator_IsCounted()
    {
        Assert.That(_screen.Screen(Sender, _datagrams.Events(_forge.First(4)), _screened), Is.True);
        Assert.That(_screened.Events.IsEmpty, Is.True);
        Assert.That(_screen.Refusals.Of(Sender, RefusalReason.UnknownCreator), Is.EqualTo(1));
    }

    [Test]
    public void Screen_AsManyEventsAsFit_AreAllThere()
    {
        ForgedEvent[] events = [.. Enumerable.Range(0, ScreenedDatagram.EventsMax).Select(i => _forge.First(1, i))];
        byte[] datagram = _datagrams.Events(events);

        Assert.That(datagram, Has.Length.AtMost(Limits.DatagramBytesMax));
        Assert.That(_screen.Screen(Sender, datagram, _screened), Is.True);
        Assert.That(_screened.Events.Length, Is.EqualTo(ScreenedDatagram.EventsMax));
    }

    [Test]
    public void ScreenEvent_GoodAndBad_PassesAndRefuses()
    {
        byte[] good = _forge.First(3).Bytes;
        byte[] bad = [.. good];
        bad[5] ^= 1;

        Assert.That(_screen.ScreenEvent(Sender, good, _screened), Is.True);
        Assert.That(_screened.IsDatagram, Is.False);
        Assert.That(_screened.BytesOf(_screened.Events[0]).ToArray(), Is.EqualTo(good));
        Assert.That(_screen.ScreenEvent(Sender, bad, _screened), Is.False);
        Assert.That(_screen.ScreenEvent(Sender, new byte[Limits.EventBytesMax + 1], _screened), Is.False);
    }

    [Test]
    public void Screen_ManyThreads_CountEveryRefusalAndLetEveryGoodOneThrough()
    {
        const int Each = 2_000;
        byte[] good = _datagrams.Events(_forge.First(2));
        byte[] bad = new DatagramForge(default, Sender.Value).Events(_forge.First(1));
        int passed = 0;

        Parallel.For(0, 4, _ =>
        {
            ScreenedDatagram screened = new();
            for (int i = 0; i < Each; i++)
            {
                bool isGood = _screen.Screen(Sender, good, screened) && screened.Events.Length == 1;
                Interlocked.Add(ref passed, isGood ? 1 : 0);
                _screen.Screen(Sender, bad, screened);
            }
        });

        Assert.That(passed, Is.EqualTo(4 * Each));
        Assert.That(_screen.Refusals.Of(Sender, RefusalReason.WrongEpoch), Is.EqualTo(4 * Each));
    }

    private RefusalReason? Refusal(byte[] datagram)
    {
        RefusalReason[] reasons = Enum.GetValues<RefusalReason>();
        long[] before = [.. reasons.Select(reason => _screen.Refusals.Of(Sender, reason))];
        if (_screen.Screen(Sender, datagram, _screened))
        {
            return null;
        }

        return reasons.Single(reason => _screen.Refusals.Of(Sender, reason) > before[(int)reason]);
    }
}
