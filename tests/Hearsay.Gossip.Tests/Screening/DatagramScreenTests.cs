using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

public sealed class DatagramScreenTests
{
    private static readonly MemberIndex Self = new(0);
    private static readonly MemberIndex Sender = new(1);
    private static readonly Micros Now = new(1_000_000);

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
        _screen = new DatagramScreen(_epoch, Roster.OfEqualMembers(4), Self, _signatures);
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

        Assert.That(_screen.Screen(Sender, datagram, Now, _screened), Is.True);
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

        Assert.That(_screen.Screen(Sender, datagram, Now, _screened), Is.True);
        Assert.That(_screen.Screen(Sender, datagram, Now, _screened), Is.True);
        Assert.That(_screened.Events.Length, Is.EqualTo(1), "the engine decides what is a duplicate");
        Assert.That(_signatures.Verifications, Is.EqualTo(1));
    }

    [Test]
    public void Screen_VerifiedEventWithAnotherSignature_IsBadSignature()
    {
        ForgedEvent good = _forge.First(2);
        byte[] forged = [.. good.Bytes];
        forged[^1] ^= 1;

        _screen.Screen(Sender, _datagrams.Events(good), Now, _screened);
        _screen.Screen(Sender, _datagrams.Events(good with { Bytes = forged }), Now, _screened);

        Assert.That(_screened.Events.IsEmpty, Is.True);
        Assert.That(_screen.Refusals.Of(Sender, RefusalReason.BadSignature), Is.EqualTo(1));
    }

    [Test]
    public void Screen_OneBadSignature_LeavesTheOtherEvents()
    {
        ForgedEvent bad = _forge.First(2);
        bad.Bytes[^1] ^= 1;

        Assert.That(_screen.Screen(Sender, _datagrams.Events(bad, _forge.First(3)), Now, _screened), Is.True);
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

        Assert.That(_screen.Screen(Sender, datagram, Now, _screened), Is.True);
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
        Assert.That(_screen.Screen(Sender, _datagrams.Events(_forge.First(4)), Now, _screened), Is.True);
        Assert.That(_screened.Events.IsEmpty, Is.True);
        Assert.That(_screen.Refusals.Of(Sender, RefusalReason.UnknownCreator), Is.EqualTo(1));
    }

    [Test]
    public void Screen_AsManyEventsAsFit_AreAllThere()
    {
        ForgedEvent[] events = [.. Enumerable.Range(0, ScreenedDatagram.EventsMax).Select(i => _forge.First(1, i))];
        byte[] datagram = _datagrams.Events(events);

        Assert.That(datagram, Has.Length.AtMost(Limits.DatagramBytesMax));
        Assert.That(_screen.Screen(Sender, datagram, Now, _screened), Is.True);
        Assert.That(_screened.Events.Length, Is.EqualTo(ScreenedDatagram.EventsMax));
    }

    [Test]
    public void ScreenEvent_GoodAndBad_PassesAndRefuses()
    {
        byte[] good = _forge.First(3).Bytes;
        byte[] bad = [.. good];
        bad[5] ^= 1;

        Assert.That(_screen.ScreenEvent(Sender, good, Now, _screened), Is.True);
        Assert.That(_screened.IsDatagram, Is.False);
        Assert.That(_screened.BytesOf(_screened.Events[0]).ToArray(), Is.EqualTo(good));
        Assert.That(_screen.ScreenEvent(Sender, bad, Now, _screened), Is.False);
        Assert.That(_screen.ScreenEvent(Sender, new byte[Limits.EventBytesMax + 1], Now, _screened), Is.False);
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
                bool isGood = _screen.Screen(Sender, good, Now, screened) && screened.Events.Length == 1;
                Interlocked.Add(ref passed, isGood ? 1 : 0);
                _screen.Screen(Sender, bad, Now, screened);
            }
        });

        Assert.That(passed, Is.EqualTo(4 * Each));
        Assert.That(_screen.Refusals.Of(Sender, RefusalReason.WrongEpoch), Is.EqualTo(4 * Each));
    }

    [Test]
    public void Screen_InTheOwnName_IsRefusedAtOnce()
    {
        byte[] datagram = new DatagramForge(_epoch, Self.Value).Events(_forge.First(1));

        Assert.That(_screen.Screen(Self, datagram, Now, _screened), Is.False);
        Assert.That(_screen.Refusals.Of(Self, RefusalReason.WrongSender), Is.EqualTo(1));
        Assert.That(_signatures.Verifications, Is.Zero);
    }

    [Test]
    public void Screen_EventThatTheEngineKeeps_IsLeftOutWithoutACheck()
    {
        ForgedEvent known = _forge.First(2);
        _screen.Kept.Note(known.Hash, known.Bytes.AsSpan(^EventLayout.SignatureBytes));

        Assert.That(_screen.Screen(Sender, _datagrams.Events(known), Now, _screened), Is.True);
        Assert.That(_screened.Events.IsEmpty, Is.True);
        Assert.That(_screened.Copies, Is.EqualTo(1));
        Assert.That(_signatures.Verifications, Is.Zero);
        Assert.That(_screen.Refusals.Total(RefusalReason.SignedAgain), Is.Zero);
    }

    [Test]
    public void Screen_KeptEventUnderOtherSignatures_IsSignedAgainWithoutACheck()
    {
        ForgedEvent known = _forge.First(2);
        _screen.Kept.Note(known.Hash, known.Bytes.AsSpan(^EventLayout.SignatureBytes));
        for (int i = 0; i < 100; i++)
        {
            known.Bytes[^1]++;
            Assert.That(_screen.Screen(Sender, _datagrams.Events(known), Now, _screened), Is.True);
            Assert.That(_screened.Events.IsEmpty, Is.True);
        }

        Assert.That(_screen.Refusals.Of(Sender, RefusalReason.SignedAgain), Is.EqualTo(100));
        Assert.That(_signatures.Verifications, Is.Zero);
    }

    [Test]
    public void Screen_EventOlderThanWhatTheEngineDropped_IsLeftOutWithoutACheck()
    {
        _screen.Kept.NoteDropped(new MemberIndex(2), new Sequence(0));

        Assert.That(_screen.Screen(Sender, _datagrams.Events(_forge.First(2)), Now, _screened), Is.True);
        Assert.That(_screened.Copies, Is.EqualTo(1));
        Assert.That(_signatures.Verifications, Is.Zero);
    }

    [Test]
    public void Screen_MoreBadSignaturesThanTheBudget_OverRateAndNoCheck()
    {
        const int Checks = 100;
        NewScreen(Checks);
        for (int i = 0; i < 50; i++)
        {
            ForgedEvent bad = _forge.First(2, i);
            bad.Bytes[^1] ^= 1;
            _screen.Screen(Sender, _datagrams.Events(bad), Now, _screened);
        }

        int checkedBefore = (Checks + Limits.FailedCheckCost - 1) / Limits.FailedCheckCost;
        Assert.That(_signatures.Verifications, Is.EqualTo(checkedBefore));
        Assert.That(_screen.Refusals.Of(Sender, RefusalReason.BadSignature), Is.EqualTo(checkedBefore));
        Assert.That(_screen.Refusals.Of(Sender, RefusalReason.OverRate), Is.EqualTo(50 - checkedBefore));

        byte[] honest = new DatagramForge(_epoch, 3).Events(_forge.First(3));
        Assert.That(_screen.Screen(new MemberIndex(3), honest, Now, _screened), Is.True);
        Assert.That(_screened.Events.Length, Is.EqualTo(1), "another's budget is another's");
    }

    [Test]
    public void Screen_GoodEventsWithinTheRate_AllPass()
    {
        const int PerS = 100;
        NewScreen(PerS);
        for (int i = 0; i < 5 * PerS; i++)
        {
            Micros now = Now + new Micros(i * 1_000_000L / PerS);
            _screen.Screen(Sender, _datagrams.Events(_forge.First(2, i)), now, _screened);
            Assert.That(_screened.Events.Length, Is.EqualTo(1));
        }
    }

    [Test]
    public void Screen_OwnEventsBeyondThePace_OverRateAndNobodyElsePays()
    {
        NewScreen(checksPerS: 1_000);
        int[] passed = new int[4];
        for (int i = 0; i < 99; i++)
        {
            int sender = 1 + (i % 3);
            byte[] datagram = new DatagramForge(_epoch, sender).Events(_forge.First(2, i));
            _screen.Screen(new MemberIndex(sender), datagram, Now, _screened);
            passed[sender] += _screened.Events.Length;
        }

        Assert.That(passed, Is.EqualTo(new[] { 0, 33, 3, 33 }), "a sixtieth of a second's of its own");
        Assert.That(_screen.Refusals.Of(new MemberIndex(2), RefusalReason.OverRate), Is.EqualTo(30));
    }

    [Test]
    public void Screen_WhateverIsInside_CostsWhatWasDone()
    {
        byte[] datagram = _datagrams.Events(_forge.First(2), _forge.First(3));
        _screen.Screen(Sender, datagram, Now, _screened);
        Assert.That(_screened.Cost, Is.EqualTo(1 + (2 * (1 + Limits.CheckCost))));

        _screen.Screen(Sender, datagram, Now, _screened);
        Assert.That(_screened.Cost, Is.EqualTo(3), "verified before");

        _screen.Screen(Sender, [1, 2, 3], Now, _screened);
        Assert.That(_screened.Cost, Is.EqualTo(1));
    }

    private void NewScreen(int checksPerS) => _screen = new DatagramScreen(
        _epoch,
        Roster.OfEqualMembers(4),
        Self,
        _signatures,
        new ScreenOptions { ChecksPerPeerPerS = checksPerS, EventsPerCreatorPerS = 200 });

    private RefusalReason? Refusal(byte[] datagram)
    {
        RefusalReason[] reasons = Enum.GetValues<RefusalReason>();
        long[] before = [.. reasons.Select(reason => _screen.Refusals.Of(Sender, reason))];
        if (_screen.Screen(Sender, datagram, Now, _screened))
        {
            return null;
        }

        return reasons.Single(reason => _screen.Refusals.Of(Sender, reason) > before[(int)reason]);
    }
}
