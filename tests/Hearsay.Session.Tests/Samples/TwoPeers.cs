// The README shows what is between the markers; a test compares the two, another runs it.
// <sample>
using System.Buffers;
using System.Net;
using Hearsay.Session;
using Hearsay.Transport;

namespace Samples;

// The state that all peers agree on: a counter that must not pass 10.
public sealed class Counter : IStateMachine
{
    private int _total;

    public ActionOutcome Apply(in OrderedAction action)
    {
        int sum = _total + action.Payload[0]; // 1 to 512 bytes from anybody
        _total = sum > 10 ? _total : sum;
        return sum > 10 ? ActionOutcome.Rejected(reason: 1) : ActionOutcome.Applied;
    }

    public void Advance(SessionTime to) { } // a counter does not age
    public void Save(IBufferWriter<byte> destination) => destination.Write([(byte)_total]);
    public void Load(in ReadOnlySequence<byte> source) => _total = source.FirstSpan[0];
    public StateDigest Digest() => StateDigest.OfSaved(this);
    public override string ToString() => $"{_total}";
}

// Two peers in one process, each with its own key, socket and copy of the counter.
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
        output.WriteLine($"4: {(await four).Verdict}, 7: {(await seven).Verdict}"); // both peers say the same
        output.WriteLine($"total: {await ann.ReadAsync((Counter counter) => counter.ToString())}");
    }
}
// </sample>
