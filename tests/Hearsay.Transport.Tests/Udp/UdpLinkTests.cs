using System.Net;
using System.Net.Sockets;
using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Transport.Tests;

[Category("Socket")]
public sealed class UdpLinkTests
{
    private static readonly MemberIndex First = new(0);
    private static readonly MemberIndex Second = new(1);

    [TestCase("127.0.0.1", "127.0.0.1")]
    [TestCase("::1", "::1")]
    [TestCase("::", "127.0.0.1")]
    public void TrySend_ToAMember_ArrivesWithItsSender(string one, string other)
    {
        using UdpLink sender = OpenOrSkip(one);
        using UdpLink receiver = OpenOrSkip(other);
        IPAddress reachable = IPAddress.Parse(one == "::" ? "127.0.0.1" : one);
        Introduce(sender, receiver, new IPEndPoint(reachable, sender.LocalEndPoint.Port));
        DatagramBatch batch = new(4);

        Assert.That(sender.TrySend(Second, [1, 2, 3]), Is.True);

        Assert.That(receiver.Receive(batch), Is.EqualTo(1));
        Assert.That(batch.From(0), Is.EqualTo(First));
        Assert.That(batch[0].ToArray(), Is.EqualTo(new byte[] { 1, 2, 3 }));
    }

    [Test]
    public void Receive_SeveralWaiting_ComeInOneBatch()
    {
        using UdpLink sender = Open();
        using UdpLink receiver = Open();
        Introduce(sender, receiver);
        for (byte value = 0; value < 3; value++)
        {
            sender.TrySend(Second, [value]);
        }

        DatagramBatch batch = new(2);

        Assert.That(receiver.Receive(batch), Is.EqualTo(2));
        Assert.That(receiver.Receive(batch), Is.EqualTo(1));
        Assert.That(batch[0].ToArray(), Is.EqualTo(new byte[] { 2 }));
    }

    [Test]
    public void Receive_FromStrangers_IsRefusedAndCounted()
    {
        using UdpLink sender = Open();
        using UdpLink stranger = Open();
        using UdpLink receiver = Open();
        Introduce(sender, receiver);
        stranger.SetPeers([null, receiver.LocalEndPoint]);
        stranger.TrySend(Second, [9]);
        sender.TrySend(Second, [1]);
        DatagramBatch batch = new(4);

        Assert.That(receiver.Receive(batch), Is.EqualTo(1));
        Assert.That(batch[0].ToArray(), Is.EqualTo(new byte[] { 1 }));
        Assert.That(receiver.Counters.Refused(LinkRefusal.UnknownSender), Is.EqualTo(1));
        Assert.That(receiver.Counters.DatagramsIn, Is.EqualTo(1));
    }

    [Test]
    public void Receive_StrangersFlood_GivesBackWhatCameAfterABatchOfThem()
    {
        const int Capacity = 8;
        using UdpLink sender = Open();
        using UdpLink stranger = Open();
        using UdpLink receiver = Open();
        Introduce(sender, receiver);
        stranger.SetPeers([null, receiver.LocalEndPoint]);
        sender.TrySend(Second, [1]);
        for (int i = 0; i < 10 * Capacity; i++)
        {
            stranger.TrySend(Second, [9]);
        }

        DatagramBatch batch = new(Capacity);

        Assert.That(receiver.Receive(batch), Is.EqualTo(1));
        Assert.That(receiver.Counters.Refused(LinkRefusal.UnknownSender), Is.EqualTo(Capacity - 1));
        Assert.That(receiver.ReceiveNow(batch), Is.Zero);
        Assert.That(receiver.Counters.Refused(LinkRefusal.UnknownSender), Is.EqualTo((2 * Capacity) - 1));
    }

    [Test]
    public void ReceiveNow_WithAndWithoutDatagrams_TakesThemAndDoesNotWait()
    {
        using UdpLink sender = Open();
        using UdpLink receiver = Open();
        Introduce(sender, receiver);
        DatagramBatch batch = new(4);

        Assert.That(receiver.ReceiveNow(batch), Is.Zero);

        sender.TrySend(Second, [1]);
        sender.TrySend(Second, [2]);

        Assert.That(receiver.ReceiveNow(batch), Is.EqualTo(2));
        Assert.That(batch[1].ToArray(), Is.EqualTo(new byte[] { 2 }));
    }

    [Test]
    public void ReceiveNow_WhileAnotherThreadReceives_LeavesItToThatOne()
    {
        using UdpLink sender = Open();
        using ManualResetEventSlim isInside = new();
        using ManualResetEventSlim mayLeave = new();
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using UdpLink receiver = new(socket, ReceiveSlowly);
        Introduce(sender, receiver);
        Task<int> other = Task.Run(() => receiver.Receive(new DatagramBatch(4)));
        isInside.Wait();
        sender.TrySend(Second, [1]);

        Assert.That(receiver.ReceiveNow(new DatagramBatch(4)), Is.Zero);
        mayLeave.Set();
        Assert.That(other.Result, Is.EqualTo(1));

        int ReceiveSlowly(Span<byte> room, SocketAddress from)
        {
            isInside.Set();
            mayLeave.Wait();
            return socket.ReceiveFrom(room, SocketFlags.None, from);
        }
    }

    [TestCase(0, LinkRefusal.Empty)]
    [TestCase(1_201, LinkRefusal.Oversized)]
    [TestCase(1_216, LinkRefusal.Oversized)]
    [TestCase(9_000, LinkRefusal.Oversized)]
    public void Receive_OfAnIllegalSize_IsRefusedAndCounted(int bytes, LinkRefusal reason)
    {
        using Socket raw = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        raw.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using UdpLink receiver = Open();
        receiver.SetPeers([(IPEndPoint)raw.LocalEndPoint!]);
        raw.SendTo(new byte[bytes], receiver.LocalEndPoint);
        raw.SendTo(new byte[1_200], receiver.LocalEndPoint);
        DatagramBatch batch = new(4);

        Assert.That(receiver.Receive(batch), Is.EqualTo(1));
        Assert.That(batch[0].Length, Is.EqualTo(1_200));
        Assert.That(receiver.Counters.Refused(reason), Is.EqualTo(1));
    }

    [TestCase(0, LinkRefusal.Empty)]
    [TestCase(1_201, LinkRefusal.Oversized)]
    public void TrySend_OfAnIllegalSize_IsRefusedAndCounted(int bytes, LinkRefusal reason)
    {
        using UdpLink link = Open();

        Assert.That(link.TrySend(First, new byte[bytes]), Is.False);
        Assert.That(link.Counters.Refused(reason), Is.EqualTo(1));
    }

    [Test]
    public void TrySend_ToAMemberWithoutAddress_IsRefusedAndCounted()
    {
        using UdpLink link = Open();
        link.SetPeers([null]);

        Assert.That(link.TrySend(First, [1]), Is.False);
        Assert.That(link.TrySend(Second, [1]), Is.False);
        Assert.That(link.Counters.Refused(LinkRefusal.NoAddress), Is.EqualTo(2));
    }

    [Test]
    public void TrySend_ToAPortWhereNobodyListens_NeitherThrowsNorDisturbsReceiving()
    {
        using UdpLink sender = Open();
        using UdpLink receiver = Open();
        UdpLink gone = Open();
        IPEndPoint nobody = gone.LocalEndPoint;
        gone.Dispose();
        receiver.SetPeers([sender.LocalEndPoint, nobody]);
        sender.SetPeers([null, receiver.LocalEndPoint]);
        receiver.TrySend(Second, [1]);
        receiver.TrySend(Second, [2]);
        sender.TrySend(Second, [3]);
        DatagramBatch batch = new(4);

        Assert.That(receiver.Receive(batch), Is.EqualTo(1));
        Assert.That(batch[0].ToArray(), Is.EqualTo(new byte[] { 3 }));
    }

    [Test]
    public void TellsApart_MembersAtOneAddress_OnlyThoseNot()
    {
        using UdpLink link = Open();
        IPEndPoint shared = new(IPAddress.Loopback, 9);
        link.SetPeers([shared, new IPEndPoint(IPAddress.Loopback, 10), shared]);
        using ImpairedLink impaired = new(link, new Impairment(default, default, 0), seed: 1);

        foreach (ILink each in new ILink[] { link, impaired })
        {
            Assert.That(each.TellsApart(First, new MemberIndex(2)), Is.False);
            Assert.That(each.TellsApart(First, Second), Is.True);
            Assert.That(each.TellsApart(First, new MemberIndex(77)), Is.True);
        }
    }

    [Test]
    public void Open_PortInUse_SaysPortAndAddressAndWhatToDo()
    {
        using UdpLink taken = Open();

        Assert.That(
            () => UdpLink.Open(taken.LocalEndPoint),
            Throws.TypeOf<LinkOpenException>().With.Message.EqualTo(
                $"UDP port {taken.LocalEndPoint.Port} on 127.0.0.1 is in use by another program: "
                + "choose another port, or 0 for any."));
    }

    [Test]
    public void Open_AddressOfAnotherMachine_SaysSo()
    {
        Assert.That(
            () => UdpLink.Open(new IPEndPoint(IPAddress.Parse("192.0.2.1"), 0)),
            Throws.TypeOf<LinkOpenException>().With.Message.Contains("not an address of this machine"));
    }

    [Test]
    public void Open_BufferSizes_AreAskedFor()
    {
        UdpLinkOptions small = new() { ReceiveBufferBytes = 16 << 10, SendBufferBytes = 16 << 10 };
        using UdpLink modest = UdpLink.Open(new IPEndPoint(IPAddress.Loopback, 0), small);
        using UdpLink generous = Open();

        Assert.That(generous.ReceiveBufferBytes, Is.GreaterThan(modest.ReceiveBufferBytes));
        Assert.That(generous.SendBufferBytes, Is.GreaterThan(modest.SendBufferBytes));
    }

    [Test]
    [CancelAfter(10_000)]
    public void Dispose_WhileSeveralThreadsReceive_ReleasesThemAll()
    {
        UdpLink link = Open();
        using UdpLink sender = Open();
        Introduce(sender, link);
        using CountdownEvent busy = new(3);
        int[] last = [-1, -1, -1];
        Thread[] receivers = new Thread[3];
        for (int index = 0; index < receivers.Length; index++)
        {
            int own = index;
            receivers[index] = new Thread(() => ReceiveUntilClosed(link, busy, out last[own]));
            receivers[index].Start();
        }

        while (!busy.IsSet)
        {
            sender.TrySend(Second, [1]);
            Thread.Yield();
        }

        link.Dispose();

        foreach (Thread receiver in receivers)
        {
            Assert.That(receiver.Join(5_000), Is.True);
        }

        Assert.That(last, Is.All.EqualTo(0));
        Assert.That(link.TrySend(First, [1]), Is.False);
    }

    [Test]
    public void ReceiveAndTrySend_AfterWarmUp_AllocateNothing()
    {
        using UdpLink sender = Open();
        using UdpLink receiver = Open();
        Introduce(sender, receiver);
        DatagramBatch batch = new(8);
        byte[] datagram = new byte[600];
        Exchange(sender, receiver, batch, datagram, times: 200);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Exchange(sender, receiver, batch, datagram, times: 1_000);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.That(allocated, Is.Zero);
        Assert.That(receiver.Counters.BytesIn, Is.EqualTo(1_200 * 600));
    }

    private static void ReceiveUntilClosed(UdpLink link, CountdownEvent busy, out int last)
    {
        DatagramBatch batch = new(1);
        bool isCounted = false;
        do
        {
            last = link.Receive(batch);
            if (last > 0 && !isCounted)
            {
                isCounted = true;
                busy.Signal();
            }
        }
        while (last > 0);
    }

    private static void Exchange(UdpLink sender, UdpLink receiver, DatagramBatch batch, byte[] datagram, int times)
    {
        for (int time = 0; time < times; time++)
        {
            sender.TrySend(Second, datagram);
            receiver.Receive(batch);
        }
    }

    private static UdpLink Open() => UdpLink.Open(new IPEndPoint(IPAddress.Loopback, 0));

    private static UdpLink OpenOrSkip(string address)
    {
        if (address.Contains(':') && !Socket.OSSupportsIPv6)
        {
            Assert.Ignore("This machine has no IPv6.");
        }

        return UdpLink.Open(new IPEndPoint(IPAddress.Parse(address), 0));
    }

    private static void Introduce(UdpLink sender, UdpLink receiver, IPEndPoint? senderAt = null)
    {
        sender.SetPeers([null, receiver.LocalEndPoint]);
        receiver.SetPeers([senderAt ?? sender.LocalEndPoint, null]);
    }
}
