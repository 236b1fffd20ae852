using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Session.Tests;

/// <summary>What one neighbour floods keeps another's datagrams waiting for one turn only.</summary>
[CancelAfter(60_000)]
public sealed class ReceiveWorkerTests
{
    private const int HeaderBytes = 27;
    private const int BadPerDatagram = 5;

    [Test]
    public void Run_FloodOfBadSignatures_LooksAtTheLinkMeanwhileAndTakesAnothersInTurn()
    {
        using Founders founders = new(3);
        FloodedLink link = new();
        using Session session = new SessionBuilder
        {
            Genesis = founders.Genesis,
            Key = founders.Keys[0],
            State = new Notebook(),
            Link = link,
            Options = new SessionOptions
            {
                ReceiveWorkers = 1,
                Gossip = new GossipOptions { EventsPerCreatorPerS = 1_000_000 },
            },
        }.Build();
        link.Flood = FloodOf(Signed(founders, session.Epoch, member: 1));
        link.Honest = Signed(founders, session.Epoch, member: 2);
        link.IsTakenIn = () => session.Statistics().GraphEvents > 0;
        link.BadSignatures = () => session.RefusalsOf(RefusalReason.BadSignature);
        session.Start();

        Assert.That(link.Ended.Wait(TimeSpan.FromSeconds(60)), Is.True);
        Assert.That(link.BadBeforeHonest, Is.Positive.And.LessThan(Limits.DatagramsPerReceive * BadPerDatagram));
        Assert.That(link.WasTakenIn, Is.True);
        Assert.That(link.BadAfterHonest, Is.LessThan(Limits.DatagramsPerReceive * BadPerDatagram));
        Assert.That(link.BadAtTheEnd, Is.EqualTo(Limits.DatagramsPerReceive * BadPerDatagram), "nothing is lost");
    }

    private static byte[] Signed(Founders founders, Epoch epoch, int member)
    {
        using P256Signer signer = new(founders.Keys[member]);
        return FirstDatagram.Of(epoch, new MemberIndex(member), signer);
    }

    /// <summary>The event of this datagram several times, each with a bad signature.</summary>
    private static byte[] FloodOf(byte[] datagram)
    {
        datagram[^1] ^= 1;
        byte[] message = datagram[HeaderBytes..];
        return [.. datagram, .. Enumerable.Repeat(message, BadPerDatagram - 1).SelectMany(bytes => bytes)];
    }

    /// <summary>One batch of flood, then an honest datagram while that is being checked.</summary>
    private sealed class FloodedLink : ILink
    {
        private readonly ManualResetEventSlim _closed = new();
        private int _receives;
        private int _looks;

        public byte[] Flood { get; set; } = [];

        public byte[] Honest { get; set; } = [];

        public Func<bool> IsTakenIn { get; set; } = () => false;

        public Func<long> BadSignatures { get; set; } = () => 0;

        public bool WasTakenIn { get; private set; }

        public long BadBeforeHonest { get; private set; }

        public long BadAfterHonest { get; private set; }

        public long BadAtTheEnd { get; private set; }

        public ManualResetEventSlim Ended { get; } = new();

        public int Receive(DatagramBatch batch)
        {
            if (_receives++ == 0)
            {
                for (int i = 0; i < batch.Capacity; i++)
                {
                    Put(batch, i, from: 1, Flood);
                }

                return batch.Capacity;
            }

            BadAtTheEnd = BadSignatures();
            Ended.Set();
            _closed.Wait();
            return 0;
        }

        public int ReceiveNow(DatagramBatch batch)
        {
            _looks++;
            if (_looks == 1)
            {
                BadBeforeHonest = BadSignatures();
                Put(batch, 0, from: 2, Honest);
                return 1;
            }

            if (_looks == 2)
            {
                WasTakenIn = SpinWait.SpinUntil(IsTakenIn, TimeSpan.FromSeconds(20));
                BadAfterHonest = BadSignatures();
            }

            return 0;
        }

        public bool TrySend(MemberIndex to, ReadOnlySpan<byte> datagram) => true;

        public void Dispose() => _closed.Set();

        private static void Put(DatagramBatch batch, int index, int from, byte[] datagram)
        {
            datagram.CopyTo(batch.Room(index));
            batch.Set(index, new MemberIndex(from), datagram.Length);
        }
    }
}
