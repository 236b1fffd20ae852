// The README shows what is between the markers; a test compares the two, another runs it.
// <sample>
using System.Buffers;
using System.Net;
using Hearsay.Session;
using Hearsay.Transport;

namespace Samples;

/// <summary>The state that all peers agree on: a counter that must not pass 10.</summary>
public sealed class Counter : IStateMachine
{
    public int Total { get; private set; }

    public ActionOutcome Apply(in OrderedAction action)
    {
        int add = action.Payload[0]; // 1 to 512 bytes, from anybody: trust nothing else
        if (Total + add > 10)
        {
            return ActionOutcome.Rejected(reason: 1);
        }

        Total += add;
        return ActionOutcome.Applied;
    }

    public void Advance(SessionTime to)
    {
    }

    public void Save(IBufferWriter<byte> destination) => destination.Write([(byte)Total]);

    public void Load(in ReadOnlySequence<byte> source) => Total = source.FirstSpan[0];

    public StateDigest Digest() => StateDigest.OfSaved(this);
}

/// <summary>Two peers in one process, each with its key, its socket and its copy of the counter.</summary>
public static class TwoPeers
{
    public static async Task RunAsync(TextWriter output)
    {
        using PlayerKey annKey = PlayerKey.Create(), benKey = PlayerKey.Create();
        UdpLink annLink = UdpLink.Open(new IPEndPoint(IPAddress.Loopback, port: 0));
        UdpLink benLink = UdpLink.Open(new IPEndPoint(IPAddress.Loopback, port: 0));
        annLink.SetPeers([annLink.LocalEndPoint, benLink.LocalEndPoint]);
        benLink.SetPeers([annLink.LocalEndPoint, benLink.LocalEndPoint]);
        Genesis genesis = new(new GameVersion("counter", "1"), worldSeed: 1, new Constitution(),
            [new() { Name = "ann", PublicKey = annKey.Public }, new() { Name = "ben", PublicKey = benKey.Public }]);

        SessionBuilder builder = new() { Genesis = genesis, Key = annKey, State = new Counter(), Link = annLink };
        await using Session ann = builder.Start();
        await using Session ben = (builder with { Key = benKey, State = new Counter(), Link = benLink }).Start();

        ActionTicket four = ann.Submit([4]), seven = ben.Submit([7]); // at once: who is first?
        ActionResult[] results = [await four, await seven]; // both peers agree: one of them came too late
        output.WriteLine($"4: {results[0].Verdict}, 7: {results[1].Verdict}");
        output.WriteLine($"total: {await ann.ReadAsync((Counter state) => state.Total)}");
    }
}
// </sample>
