using System.Runtime.CompilerServices;
using System.Text;
using Hearsay.Hashgraph;

namespace Hearsay.Gossip.Tests;

/// <summary>
/// The bytes of format version 1, as a text file: a change of the format that nobody meant shows here. Set
/// HEARSAY_REWRITE_GOLDEN=1 to write the file anew; CI does not allow it.
/// </summary>
public sealed class GoldenWireTests
{
    [Test]
    public void Format_Version1_IsAsRecorded()
    {
        string path = Path.Combine(Path.GetDirectoryName(ThisFile())!, "golden-wire-v1.txt");
        string actual = Describe();
        if (Environment.GetEnvironmentVariable("HEARSAY_REWRITE_GOLDEN") == "1")
        {
            Assert.That(Environment.GetEnvironmentVariable("CI"), Is.Not.EqualTo("true"), "CI writes no golden files");
            File.WriteAllText(path, actual);
        }

        Assert.That(actual, Is.EqualTo(File.ReadAllText(path)));
    }

    private static string Describe()
    {
        StringBuilder text = new();
        VirtualNetwork network = new(3, new NetworkFaults { DelayMs = 10, JitterMs = 0 }, seed: 1);
        List<byte[]> datagrams = [];
        network.Passes = (_, _, datagram) =>
        {
            datagrams.Add(datagram);
            return true;
        };
        network.Submit(0, 0xca, 0xfe);
        network[1].Engine.SubmitSystem([1, 2, 3], network.Now);
        network.Run(ms: 60);
        text.Append("Epoch ").Append(network.EpochId).Append("\n\n");
        foreach (byte[] datagram in datagrams.Take(12))
        {
            AppendDatagram(text, datagram, network.EpochId);
        }

        return text.ToString();
    }

    private static void AppendDatagram(StringBuilder text, byte[] datagram, EventHash epochId)
    {
        Assert.That(DatagramHeader.TryRead(datagram, out DatagramHeader header), Is.True);
        text.Append($"datagram from {header.Sender.Value}, number {header.Number}, sent at {header.SentAt}, ")
            .Append($"echo {header.Echo} held {header.Held}, missed {header.Missed}\n");
        string hex = Convert.ToHexStringLower(datagram.AsSpan(0, DatagramHeader.Bytes));
        text.Append("  header ").Append(hex).Append('\n');
        int at = DatagramHeader.Bytes;
        while (at < datagram.Length)
        {
            MessageKind kind = (MessageKind)datagram[at++];
            Varint.TryRead(datagram, ref at, int.MaxValue, out int length);
            ReadOnlySpan<byte> body = datagram.AsSpan(at, length);
            text.Append($"  {kind} {length} {Convert.ToHexStringLower(body)}\n");
            if (EventLayout.TryRead(body, 3, out EventLayout layout, out _))
            {
                EventHash hash = EventHasher.HashOf(epochId, body[..layout.SignatureAt]);
                text.Append($"    creator {layout.Creator.Value} sequence {layout.Sequence.Value} ")
                    .Append($"created {layout.CreatedAt.Value} parents {layout.ParentCount} hash {hash}\n");
            }

            at += length;
        }
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
