using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// The costly part of intake, in front of the engine: checks a datagram's form, hashes its events and verifies their
/// signatures. Thread-safe and without locks, so any number of receiving threads can share one. There is one for each
/// engine, which tells it what it keeps (<see cref="GossipSetup.Screen"/>).
/// </summary>
/// <remarks>
/// A check is far dearer than all the rest, so it is saved or budgeted: what the engine keeps is not checked again,
/// whatever signature a copy carries; nor is a (hash, signature) pair that was good before; each neighbour has a
/// budget, out of which a check is paid before it is made, and each creator a pace.
/// </remarks>
public sealed class DatagramScreen
{
    private readonly EventHash _epochId;
    private readonly int _members;
    private readonly MemberIndex _self;
    private readonly IEventVerifier _verifier;
    private readonly VerifiedSignatures _verified;

    /// <summary>A screen for one member in one epoch.</summary>
    /// <exception cref="ArgumentException">A budget that lets nothing pass.</exception>
    public DatagramScreen(
        EventHash epochId, Roster roster, MemberIndex self, IEventVerifier verifier, ScreenOptions? options = null)
    {
        options ??= new ScreenOptions();
        if (options.ChecksPerPeerPerS < 1 || options.EventsPerCreatorPerS < 1)
        {
            throw new ArgumentException($"Neighbours have at least one check a second, creators one event: {options}");
        }

        _epochId = epochId;
        _members = roster.Count;
        _self = self;
        _verifier = verifier;
        KeyedHash keyed = new(options.SecretKey);
        _verified = new VerifiedSignatures(keyed, options.RememberedSignatures);
        Options = options;
        Kept = new KeptEvents(keyed, options.RememberedEvents, roster.Count);
        Budgets = new CheckBudgets(roster.Count, options.ChecksPerPeerPerS, options.EventsPerCreatorPerS);
        Refusals = new RefusalCounts(roster.Count);
    }

    /// <summary>What was refused here, by peer. Thread-safe.</summary>
    public RefusalCounts Refusals { get; }

    internal ScreenOptions Options { get; }

    /// <summary>What the engine keeps; it writes this.</summary>
    internal KeptEvents Kept { get; }

    /// <summary>What the neighbours' checks are paid from; the engine gives credit for what it asked for.</summary>
    internal CheckBudgets Budgets { get; }

    /// <summary>
    /// Checks a datagram. Malformed ones are refused as a whole; an event with a bad signature, or beyond the budget,
    /// is left out and the rest stays. Allocates nothing.
    /// </summary>
    /// <param name="from">The member that the link received it from; of the roster.</param>
    /// <param name="datagram">Any bytes.</param>
    /// <param name="now">The time, for the budgets; going back a little between threads does no harm.</param>
    /// <param name="into">Filled with what is good, for <see cref="GossipEngine.Receive"/>.</param>
    /// <returns>False when there is nothing to deliver to the engine.</returns>
    public bool Screen(MemberIndex from, ReadOnlySpan<byte> datagram, Micros now, ScreenedDatagram into)
    {
        into.Reset(from, now);
        if (from == _self)
        {
            return Refuse(from, RefusalReason.WrongSender);
        }

        if (datagram.Length > Limits.DatagramBytesMax || !DatagramHeader.TryRead(datagram, out DatagramHeader header))
        {
            return Refuse(from, RefusalReason.Malformed);
        }

        if (header.EpochTag != _epochId.Prefix)
        {
            return Refuse(from, RefusalReason.WrongEpoch);
        }

        if (header.Sender != from)
        {
            return Refuse(from, RefusalReason.WrongSender);
        }

        ReadOnlySpan<byte> bytes = into.Fill(header, datagram);
        return TryReadMessages(bytes, into) || Refuse(from, RefusalReason.Malformed);
    }

    /// <summary>
    /// Checks one event that did not come in a datagram (from a file, or a bulk transfer) in the same way.
    /// </summary>
    /// <param name="from">The member to blame.</param>
    /// <param name="eventBytes">Any bytes.</param>
    /// <param name="now">The time, for the budgets.</param>
    /// <param name="into">Filled with the event, for <see cref="GossipEngine.Receive"/>.</param>
    public bool ScreenEvent(MemberIndex from, ReadOnlySpan<byte> eventBytes, Micros now, ScreenedDatagram into)
    {
        into.Reset(from, now);
        if (eventBytes.Length > Limits.EventBytesMax)
        {
            return Refuse(from, RefusalReason.Malformed);
        }

        ReadOnlySpan<byte> bytes = into.Fill(DatagramHeader.None, eventBytes);
        TryAddEvent(bytes, 0, into);
        return !into.Events.IsEmpty;
    }

    /// <summary>
    /// Counts a datagram that found no room to wait for its screening, see <see cref="ScreenTurns.TryAdd"/>.
    /// </summary>
    public void RefuseWaiting(MemberIndex from) => Refuse(from, RefusalReason.OverBuffer);

    private bool TryReadMessages(ReadOnlySpan<byte> bytes, ScreenedDatagram into)
    {
        int at = DatagramHeader.Bytes;
        int messages = 0;
        while (at < bytes.Length)
        {
            MessageKind kind = (MessageKind)bytes[at++];
            if (!Varint.TryRead(bytes, ref at, Limits.EventBytesMax, out int length)
                || length > bytes.Length - at
                || ++messages > Limits.MessagesPerDatagramMax
                || !IsValid(kind, bytes.Slice(at, length)))
            {
                return false;
            }

            if (kind == MessageKind.Event)
            {
                TryAddEvent(bytes.Slice(at, length), at, into);
            }
            else
            {
                into.Add(new ScreenedMessage(kind, at, length));
            }

            at += length;
        }

        return true;
    }

    private bool IsValid(MessageKind kind, ReadOnlySpan<byte> body) => kind switch
    {
        MessageKind.Event => body.Length >= EventLayout.BytesMin,
        MessageKind.Request => RequestMessage.IsValid(body, _members),
        MessageKind.Frontier => FrontierMessage.IsValid(body, _members),
        MessageKind.HashRequest => HashesMessage.IsValidRequest(body, _members),
        MessageKind.Hashes => HashesMessage.IsValidAnswer(body, _members),
        MessageKind.BranchHashes => HashesMessage.IsValidShortAnswer(body, _members),
        _ => false,
    };

    private void TryAddEvent(ReadOnlySpan<byte> bytes, int at, ScreenedDatagram into)
    {
        if (!EventLayout.TryRead(bytes, _members, out EventLayout layout, out RefusalReason refusal))
        {
            Refuse(into.From, refusal);
            return;
        }

        if (Kept.IsDropped(layout.Creator, layout.Sequence))
        {
            into.NoteCopy();
            return;
        }

        EventHash hash = EventHasher.HashOf(_epochId, bytes[..layout.SignatureAt]);
        ReadOnlySpan<byte> signature = bytes[layout.SignatureAt..];
        into.NoteCost(1);
        switch (Kept.Look(hash, signature))
        {
            case Copy.Same:
                into.NoteCopy();
                break;
            case Copy.SignedAgain:
                Refuse(into.From, RefusalReason.SignedAgain);
                break;
            case Copy.None when IsGood(layout.Creator, hash, signature, into):
                into.Add(new ScreenedEvent(at, hash, layout));
                break;
        }
    }

    private bool IsGood(MemberIndex creator, EventHash hash, ReadOnlySpan<byte> signature, ScreenedDatagram into)
    {
        ulong fingerprint = _verified.FingerprintOf(hash, signature);
        if (_verified.Contains(fingerprint))
        {
            return true;
        }

        if (!Budgets.TryTake(into.From, creator, into.At))
        {
            return Refuse(into.From, RefusalReason.OverRate);
        }

        into.NoteCost(Limits.CheckCost);
        if (!_verifier.Verify(creator, hash, signature))
        {
            Budgets.ChargeFailure(into.From, into.At);
            return Refuse(into.From, RefusalReason.BadSignature);
        }

        _verified.Add(fingerprint);
        return true;
    }

    private bool Refuse(MemberIndex from, RefusalReason reason)
    {
        Refusals.Add(from, reason);
        return false;
    }
}
