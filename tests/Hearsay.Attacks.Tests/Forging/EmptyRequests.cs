using Hearsay.Gossip;
using Hearsay.Hashgraph;
using Hearsay.Simulation;

namespace Hearsay.Attacks.Tests;

/// <summary>
/// Requests for as many ranges as one may hold, each as long as one may be, of events that nobody has made: whoever
/// answers walks over all of their places and sends nothing.
/// </summary>
internal sealed class EmptyRequests(Camp camp) : IForgery
{
    // Beyond what an honest member makes during a window.
    private const int FirstAhead = 4_000;

    private readonly DatagramForge _datagram = new(camp.Epoch.Id, camp.Self);
    private readonly byte[] _body = Body();

    public ReadOnlySpan<byte> Next()
    {
        Invariant.Check(_datagram.Start().TryAdd(MessageKind.Request, _body), "a request fits a datagram");
        return _datagram.Bytes;
    }

    private static byte[] Body()
    {
        byte[] body = new byte[Gossip.Limits.EventBytesMax];
        int length = 0;
        for (int i = 0; i < Gossip.Limits.RangesPerRequestMax; i++)
        {
            EventRange range = new(
                new MemberIndex(i % Arena.Honest),
                new Sequence(FirstAhead + (i / Arena.Honest * Gossip.Limits.RequestedPerRangeMax)),
                Gossip.Limits.RequestedPerRangeMax);
            length += RequestMessage.Write(body.AsSpan(length), range);
        }

        return body[..length];
    }
}
