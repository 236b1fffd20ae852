using System.Net.Sockets;
using Hearsay.Gossip;
using Hearsay.Hashgraph;
using Hearsay.Session;

namespace Hearsay.Attacks.Tests;

/// <summary>What a hostile member knows and has.</summary>
/// <param name="Epoch">The epoch that it is a member of.</param>
/// <param name="Self">Its own place.</param>
/// <param name="Victim">The first one that it attacks.</param>
/// <param name="Signer">Its key.</param>
/// <param name="Ear">Where the honest members send what is meant for it.</param>
internal sealed record Camp(Epoch Epoch, MemberIndex Self, MemberIndex Victim, IEventSigner Signer, Socket Ear)
{
    /// <summary>The time as honest members' clocks have it.</summary>
    public static Micros Now => new((DateTime.UtcNow - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
}
