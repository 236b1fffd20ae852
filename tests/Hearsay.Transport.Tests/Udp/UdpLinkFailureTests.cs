using System.Net;
using System.Net.Sockets;
using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Transport.Tests;

/// <summary>What a link does when its socket fails: receiving is scripted, the rest is a real socket.</summary>
[Category("Socket")]
[CancelAfter(60_000)]
public sealed class UdpLinkFailureTests
{
    private const int FailuresMax = 6;

    private Socket _socket = null!;
    private IPEndPoint _sender = null!;
    private DatagramBatch _batch = null!;
    private int _tries;

    [SetUp]
    public void SetUp()
    {
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _sender = new IPEndPoint(IPAddress.Loopback, 7);
        _batch = new DatagramBatch(4);
        _tries = 0;
    }

    [TearDown]
    public void TearDown() => _socket.Dispose();

    [TestCase(SocketError.NetworkDown)]
    [TestCase(SocketError.NoBufferSpaceAvailable)]
    [TestCase(SocketError.NotConnected)]
    [TestCase(SocketError.SocketError)]
    public void Receive_SocketFailsOnAndOn_EndsInOneSentenceAfterBoundedTries(SocketError error)
    {
        using UdpLink link = LinkOf((_, _) => throw new SocketException((int)error));

        Assert.That(
            () => link.Receive(_batch),
            Throws.TypeOf<LinkBrokenException>().With.Message.EqualTo(
                $"Receiving on UDP {_socket.LocalEndPoint} failed {FailuresMax} times in a row ({error}): "
                + "check this machine's network, then start again."));
        Assert.That(_tries, Is.EqualTo(FailuresMax));
        Assert.That(link.Counters.Refused(LinkRefusal.SocketFailure), Is.EqualTo(FailuresMax - 1));
    }

    [Test]
    public void Receive_AfterTheLinkBroke_SaysTheSameWithoutTrying()
    {
        using UdpLink link = LinkOf((_, _) => throw new SocketException((int)SocketError.NetworkDown));
        Assert.That(() => link.Receive(_batch), Throws.TypeOf<LinkBrokenException>());
        _tries = 0;

        Assert.That(
            () => link.Receive(_batch), Throws.TypeOf<LinkBrokenException>().With.Message.Contains("times in a row"));
        Assert.That(_tries, Is.Zero);
        link.Dispose();
        Assert.That(link.Receive(_batch), Is.Zero);
    }

    [TestCase(SocketError.ConnectionReset, LinkRefusal.Unreachable)]
    [TestCase(SocketError.HostUnreachable, LinkRefusal.Unreachable)]
    [TestCase(SocketError.MessageSize, LinkRefusal.Oversized)]
    public void Receive_PassingFailures_AreCountedAndItGoesOn(SocketError error, LinkRefusal reason)
    {
        const int Failures = 500;
        using UdpLink link = LinkOf((room, sender) =>
            _tries <= Failures ? throw new SocketException((int)error) : Deliver(room, sender));

        Assert.That(link.Receive(_batch), Is.EqualTo(1));
        Assert.That(link.Counters.Refused(reason), Is.EqualTo(Failures));
    }

    [Test]
    public void Receive_ADatagramNowAndThenBetweenFailures_GoesOn()
    {
        using UdpLink link = LinkOf((room, sender) => _tries % FailuresMax == 0
            ? Deliver(room, sender)
            : throw new SocketException((int)SocketError.NetworkDown));

        for (int times = 0; times < 5; times++)
        {
            Assert.That(link.Receive(_batch), Is.EqualTo(1));
        }
    }

    [Test]
    public void Receive_FailureAfterADatagram_HandsTheDatagramOverFirst()
    {
        using UdpLink link = LinkOf((room, sender) =>
            _tries == 1 ? Deliver(room, sender) : throw new SocketException((int)SocketError.NetworkDown));
        using Socket other = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        other.SendTo([1], _socket.LocalEndPoint!); // "there is more", says the real socket

        Assert.That(link.Receive(_batch), Is.EqualTo(1));
        Assert.That(_tries, Is.EqualTo(2));
    }

    [Test]
    public void Dispose_DuringThePauseOfAFailure_ReleasesTheReceiver()
    {
        using ManualResetEventSlim isPausing = new();
        UdpLink link = new(
            _socket,
            (_, _) =>
            {
                if (++_tries == 11)
                {
                    isPausing.Set(); // the next pause is a second long, and there are many more
                }

                throw new SocketException((int)SocketError.NetworkDown);
            },
            failuresMax: 10_000);
        int received = -1;
        Thread receiver = new(() => received = link.Receive(_batch));
        receiver.Start();
        isPausing.Wait(TestContext.CurrentContext.CancellationToken);

        link.Dispose();

        Assert.That(receiver.Join(TimeSpan.FromSeconds(30)), Is.True);
        Assert.That(received, Is.Zero);
    }

    [Test]
    public void ReceiveAndTrySend_SocketClosedUnderneath_SaySoAtOnce()
    {
        using UdpLink link = new(_socket);
        link.SetPeers([_sender]);
        string sentence = $"The socket on UDP {link.LocalEndPoint} was closed while it was in use: start again.";
        _socket.Dispose();

        Assert.That(() => link.Receive(_batch), Throws.TypeOf<LinkBrokenException>().With.Message.EqualTo(sentence));
        Assert.That(
            () => link.TrySend(default, [1]), Throws.TypeOf<LinkBrokenException>().With.Message.EqualTo(sentence));
        link.Dispose();
        Assert.That(link.Receive(_batch), Is.Zero);
        Assert.That(link.TrySend(default, [1]), Is.False);
    }

    [Test]
    public void Receive_SocketClosedUnderneathWhileWaiting_EndsInOneSentence()
    {
        using UdpLink link = new(_socket, failuresMax: FailuresMax);
        using UdpLink neighbour = UdpLink.Open(new IPEndPoint(IPAddress.Loopback, 0));
        link.SetPeers([neighbour.LocalEndPoint]);
        neighbour.SetPeers([link.LocalEndPoint]);
        neighbour.TrySend(default, [1]);
        using ManualResetEventSlim isReceiving = new();
        LinkBrokenException? broken = null;
        Thread receiver = new(() =>
        {
            link.Receive(_batch);
            isReceiving.Set();
            try
            {
                link.Receive(_batch);
            }
            catch (LinkBrokenException failure)
            {
                broken = failure;
            }
        });
        receiver.Start();
        isReceiving.Wait(TestContext.CurrentContext.CancellationToken);
        _socket.Dispose();

        Assert.That(receiver.Join(TimeSpan.FromSeconds(30)), Is.True);
        Assert.That(broken?.Message, Does.StartWith("The socket on UDP").Or.StartWith("Receiving on UDP"));
    }

    private UdpLink LinkOf(UdpLink.DatagramReceiver receive)
    {
        UdpLink link = new(
            _socket,
            (room, sender) =>
            {
                _tries++;
                return receive(room, sender);
            },
            FailuresMax);
        link.SetPeers([_sender]);
        return link;
    }

    private int Deliver(Span<byte> room, SocketAddress sender)
    {
        room[0] = 1;
        SocketAddress from = _sender.Serialize();
        from.Buffer.CopyTo(sender.Buffer);
        sender.Size = from.Size;
        return 1;
    }
}
