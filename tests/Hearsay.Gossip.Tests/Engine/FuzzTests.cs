using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

/// <summary>
/// Whatever comes in, nothing is thrown and nothing grows: truncated, flipped, random and mutated datagrams, through
/// screen and engine, mixed with good ones so that the mutations reach deep.
/// </summary>
public sealed class FuzzTests
{
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Deliver_HostileBytes_NothingThrownAndTheSessionGoesOn(int seed)
    {
        Random random = new(seed);
        VirtualNetwork network = new(4, new NetworkFaults(), seed);
        List<byte[]> seen = [];
        network.Passes = (_, _, datagram) =>
        {
            seen.Add(datagram);
            return true;
        };
        for (int i = 0; i < 60; i++)
        {
            network.Submit(i % 4, (byte)i);
            network.Run(ms: 20);
            for (int k = 0; k < 100; k++)
            {
                byte[] hostile = Mutate(seen[random.Next(seen.Count)], seen[random.Next(seen.Count)], random);
                network[random.Next(4)].Deliver(new MemberIndex(random.Next(4)), hostile, network.Now);
            }
        }

        network.Run(ms: 2_000);

        Assert.That(network[0].Screen.Refusals.Total(RefusalReason.Malformed), Is.Positive);
        Assert.That(network.Peers.Select(peer => peer.Actions.Count), Is.All.EqualTo(60));
        Assert.That(network.Peers.Select(peer => peer.Actions), Is.All.EqualTo(network[0].Actions));
    }

    [Test]
    public void Screen_EveryTruncationOfEveryKindOfDatagram_IsRefusedOrShorter()
    {
        VirtualNetwork network = new(3, new NetworkFaults { Loss = 0.3 }, seed: 4);
        List<byte[]> seen = [];
        network.Passes = (_, to, datagram) =>
        {
            seen.Add(datagram);
            return true;
        };
        for (int i = 0; i < 20; i++)
        {
            network.Submit(i % 3, (byte)i);
            network.Run(ms: 30);
        }

        ScreenedDatagram screened = new();
        foreach (byte[] datagram in seen)
        {
            MemberIndex from = new(datagram[9]);
            for (int length = 0; length < datagram.Length; length++)
            {
                bool passed = network[0].Screen.Screen(from, datagram.AsSpan(0, length), network.Now, screened);
                Assert.That(passed && screened.Length != length, Is.False);
            }
        }

        Assert.That(seen, Has.Count.GreaterThan(100));
    }

    [Test]
    public void Deliver_HostileBytes_AllocatesNothingPerDatagram()
    {
        VirtualNetwork network = new(4, new NetworkFaults(), seed: 5);
        DatagramForge forge = new(network.EpochId, 1);
        EventForge events = new(network.EpochId);
        byte[][] hostile =
        [
            forge.Events(events.First(9)),
            forge.Messages((MessageKind.Request, DatagramForge.RequestBody((3, int.MaxValue - 300, 256), (2, 0, 256)))),
            forge.Messages((MessageKind.Frontier, DatagramForge.FrontierBody(true, 1 << 30, 1 << 30, 1 << 30, 0))),
            forge.Messages((MessageKind.HashRequest, new byte[HashesMessage.QuestionBytes])),
            forge.Messages((MessageKind.Hashes, new byte[HashesMessage.HeadBytes + EventHash.Bytes])),
            forge.Messages((MessageKind.BranchHashes, new byte[HashesMessage.HeadBytes + HashesMessage.NumberedBytes])),
            forge.Events(events.Make(1, 1 << 30, 5, default, [])),
            [.. forge.Events(events.First(1)), 1],
        ];
        Deliver(network, hostile, times: 1_000);

        Assert.That(Allocations.LeastOf(() => Deliver(network, hostile, times: 1_000)), Is.Zero);
    }

    private static void Deliver(VirtualNetwork network, byte[][] datagrams, int times)
    {
        for (int i = 0; i < times; i++)
        {
            foreach (byte[] datagram in datagrams)
            {
                network[0].Deliver(new MemberIndex(1), datagram, network.Now);
            }
        }
    }

    private static byte[] Mutate(byte[] one, byte[] other, Random random)
    {
        byte[] bytes = [.. one];
        switch (random.Next(5))
        {
            case 0:
                return bytes[..random.Next(bytes.Length)];
            case 1:
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 2:
                int at = random.Next(DatagramHeader.Bytes, bytes.Length);
                bytes[at] = (byte)random.Next(256);
                return bytes;
            case 3:
                int cut = random.Next(DatagramHeader.Bytes, Math.Min(one.Length, other.Length));
                return [.. one[..cut], .. other[cut..]];
            default:
                byte[] random1200 = new byte[random.Next(1_300)];
                random.NextBytes(random1200);
                bytes.AsSpan(0, Math.Min(random.Next(DatagramHeader.Bytes + 1), random1200.Length)).CopyTo(random1200);
                return random1200;
        }
    }
}
