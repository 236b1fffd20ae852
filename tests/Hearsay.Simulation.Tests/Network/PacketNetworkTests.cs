namespace Hearsay.Simulation.Tests;

/// <summary>What the simulated network does to datagrams.</summary>
public sealed class PacketNetworkTests
{
    private const int Datagrams = 20_000;

    private readonly List<(long AtMicros, int First)> _arrived = [];
    private Agenda _agenda = null!;
    private PacketNetwork _network = null!;

    [SetUp]
    public void SetUp()
    {
        _arrived.Clear();
        _agenda = new Agenda();
        _network = new PacketNetwork(
            _agenda, 1, 2, packet => _arrived.Add((_agenda.NowMicros, BitConverter.ToInt32(packet.Bytes))));
        _network.Link(0, 1).DelayMicros = 1_000;
    }

    [Test]
    public void Send_WithoutFaults_ArrivesOnceAfterTheDelay()
    {
        SendMany(1);

        Assert.That(_arrived, Is.EqualTo(new[] { (1_000L, 0) }));
        Assert.That(_network.InFlight, Is.Zero);
    }

    [Test]
    public void Send_Loss_LosesItsShare()
    {
        _network.Link(0, 1).LossPpm = 100_000;

        SendMany(Datagrams);

        Assert.That(_arrived, Has.Count.EqualTo(Datagrams * 9 / 10).Within(2).Percent);
        Assert.That(_network.Fates[(int)PacketFate.Lost], Is.EqualTo(Datagrams - _arrived.Count));
    }

    [Test]
    public void Send_Duplicates_ArriveTwice()
    {
        _network.Link(0, 1).DuplicatePpm = 200_000;

        SendMany(Datagrams);

        Assert.That(_arrived, Has.Count.EqualTo(Datagrams * 12 / 10).Within(2).Percent);
    }

    [Test]
    public void Send_Reordered_ArrivesBehindLaterOnes()
    {
        _network.Link(0, 1).ReorderPpm = 100_000;
        _network.Link(0, 1).ReorderMicros = 5_000;

        SendMany(Datagrams, everyMicros: 100);

        Assert.That(_arrived, Has.Count.EqualTo(Datagrams));
        int overtaken = _arrived.Zip(_arrived.Skip(1)).Count(pair => pair.First.First > pair.Second.First);
        Assert.That(overtaken, Is.GreaterThan(1_000));
        Assert.That(_network.Fates[(int)PacketFate.Reordered], Is.EqualTo(Datagrams / 10).Within(10).Percent);
    }

    [Test]
    public void Send_OverTheRate_WaitsAndThenIsDropped()
    {
        LinkState link = _network.Link(0, 1);
        link.BytesPerS = 32_000;
        link.QueueBytes = 320;

        SendMany(100);

        Assert.That(_arrived, Has.Count.EqualTo(11), "one on its way and ten of 32 bytes in the queue");
        Assert.That(_arrived[10].AtMicros, Is.EqualTo(11_000), "each takes a millisecond");
        Assert.That(_network.Fates[(int)PacketFate.OverRate], Is.EqualTo(89));
    }

    [Test]
    public void Send_CutOneWay_PassesTheOtherWay()
    {
        _network.Link(0, 1).Cuts = 1;
        _network.Send(1, 0, [1, 2, 3, 4]);

        SendMany(3);

        Assert.That(_arrived, Has.Count.EqualTo(1));
        Assert.That(_network.Fates[(int)PacketFate.Cut], Is.EqualTo(3));
    }

    [Test]
    public void Calm_AfterFaults_RestoresWhatWasRemembered()
    {
        _network.RememberCalm();
        LinkState link = _network.Link(0, 1);
        link.LossPpm = 1_000_000;
        link.DelayMicros = 9_000;
        link.Cuts = 2;

        _network.Calm();
        SendMany(1);

        Assert.That(_arrived, Is.EqualTo(new[] { (1_000L, 0) }));
    }

    private void SendMany(int count, long everyMicros = 0)
    {
        for (int i = 0; i < count; i++)
        {
            _agenda.TryStep(i * everyMicros);
            while (_agenda.TryStep(i * everyMicros))
            {
            }

            _network.Send(0, 1, BitConverter.GetBytes(i));
        }

        while (_agenda.TryStep(long.MaxValue / 2))
        {
        }
    }
}
