using System.Security.Cryptography;
using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Session;

/// <summary>What a session needs; then <see cref="Build"/> or <see cref="Start"/>.</summary>
public sealed record SessionBuilder
{
    /// <summary>How the session began; the same for all members.</summary>
    public required Genesis Genesis { get; init; }

    /// <summary>
    /// This player's key; its public half is in the genesis. Stays the caller's to dispose, not before the session.
    /// </summary>
    public required PlayerKey Key { get; init; }

    /// <summary>The state at the beginning. From <see cref="Build"/> on only the session touches it.</summary>
    public required IStateMachine State { get; init; }

    /// <summary>The way to the other members; the session closes it when it stops.</summary>
    public required ILink Link { get; init; }

    /// <summary>Threads and timing.</summary>
    public SessionOptions Options { get; init; } = new();

    /// <summary>Where events are written before they count. Default: nowhere.</summary>
    public IJournal Journal { get; init; } = NoJournal.Instance;

    /// <summary>The time. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// A session that does nothing until <see cref="Session.Start"/>: time to subscribe to its events.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// The key is not that of a member, or an option is out of its range.
    /// </exception>
    public Session Build()
    {
        Epoch epoch = Epoch.First(Genesis);
        if (!epoch.TryFind(Key.Public, out MemberIndex self))
        {
            throw new ArgumentException(
                $"The key {Key.Public.Fingerprint} is not that of a member of session {Genesis.SessionId}.");
        }

        if (Options.ReceiveWorkers is < 1 or > Limits.ReceiveWorkersMax)
        {
            throw new ArgumentException(
                $"ReceiveWorkers is {Options.ReceiveWorkers}; allowed are 1 to {Limits.ReceiveWorkersMax}.");
        }

        return new Session(this, epoch, self);
    }

    /// <summary><see cref="Build"/> and <see cref="Session.Start"/>.</summary>
    /// <exception cref="ArgumentException">As <see cref="Build"/>.</exception>
    public Session Start()
    {
        Session session = Build();
        session.Start();
        return session;
    }

    internal PeerSetup ToPeerSetup(Epoch epoch, MemberIndex self, IEventSigner signer, DatagramScreen screen) => new()
    {
        Epoch = epoch,
        Constitution = Genesis.Constitution,
        Self = self,
        Signer = signer,
        Screen = screen,
        Gossip = Options.Gossip,
        Journal = Journal,
        DigestEveryRounds = Options.DigestEveryRounds,
    };

    // The secret keeps members from crafting an event that the screen takes for one it has verified before.
    internal DatagramScreen ScreenOf(Epoch epoch, MemberIndex self, IEventVerifier verifier)
    {
        Span<byte> secret = stackalloc byte[16];
        RandomNumberGenerator.Fill(secret);
        ScreenOptions options = new()
        {
            SecretKey = System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(secret),
            ChecksPerPeerPerS = Options.Gossip.EventsPerPeerPerS,
            EventsPerCreatorPerS = Options.Gossip.EventsPerCreatorPerS,
        };
        return new DatagramScreen(epoch.Id, epoch.Roster, self, verifier, options);
    }
}
