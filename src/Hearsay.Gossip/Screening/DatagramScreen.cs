using Hearsay.Hashgraph;

namespace Hearsay.Gossip;

/// <summary>
/// The costly part of intake, in front of the engine: checks a datagram's form, hashes its events and verifies their
/// signatures. Thread-safe and without locks, so any number of receiving threads can share one. Keeps no event: which
/// ones are new is the engine's business; here only a (hash, signature) pair that was verified before is not verified
/// again.
/// </summary>
public sealed class DatagramScreen
{
    private readonly EventHash _epochId;
    private readonly int _members;
    private readonly IEventVerifier _verifier;
    private readonly VerifiedSignatures _verified;

    /// <summary>A screen for one epoch.</summary>
    public DatagramScreen(EventHash epochId, Roster roster, IEventVerifier verifier, ScreenOptions? options = null)
    {
        options ??= new ScreenOptions();
        _epochId = epochId;
        _members = roster.Count;
        _verifier = verifier;
        _verified = new VerifiedSignatures(options.SecretKey, options.RememberedSignatures);
        Refusals = new RefusalCounts(roster.Count);
    }

    /// <summary>What was refused here, by peer. Thread-safe.</summary>
    public RefusalCounts Refusals { get; }

    /// <summary>
    /// Checks a datagram. Malformed ones are refused as a whole; an event with a bad signature is left out and the rest
    /// stays. Allocates nothing.
    /// </summary>
    /// <param name="from">The member that the link received it from; of the roster.</param>
    /// <param name="datagram">Any bytes.</param>
    /// <param name="into">Filled with what is good, for <see cref="GossipEngine.Receive"/>.</param>
    /// <returns>False when there is nothing to deliver to the engine.</returns>
    public bool Screen(MemberIndex from, ReadOnlySpan<byte> datagram, ScreenedDatagram into)
    {
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

        ReadOnlySpan<byte> bytes = into.Reset(from, header, datagram);
        return TryReadMessages(bytes, into) || Refuse(from, RefusalReason.Malformed);
    }

    /// <summary>
    /// Checks one event that did not come in a datagram (from a file, or a bulk transfer) in the same way.
    /// </summary>
    /// <param name="from">The member to blame.</param>
    /// <param name="eventBytes">Any bytes.</param>
    /// <param name="into">Filled with the event, for <see cref="GossipEngine.Receive"/>.</param>
    public bool ScreenEvent(MemberIndex from, ReadOnlySpan<byte> eventBytes, ScreenedDatagram into)
    {
        if (eventBytes.Length > Limits.EventBytesMax)
        {
            return Refuse(from, RefusalReason.Malformed);
        }

        ReadOnlySpan<byte> bytes = into.Reset(from, DatagramHeader.None, eventBytes);
        TryAddEvent(bytes, 0, into);
        return !into.Events.IsEmpty;
    }

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
        _ => false,
    };

    private void TryAddEvent(ReadOnlySpan<byte> bytes, int at, ScreenedDatagram into)
    {
        if (!EventLayout.TryRead(bytes, _members, out EventLayout layout, out RefusalReason refusal))
        {
            Refuse(into.From, refusal);
            return;
        }

        EventHash hash = EventHasher.HashOf(_epochId, bytes[..layout.SignatureAt]);
        ReadOnlySpan<byte> signature = bytes[layout.SignatureAt..];
        ulong fingerprint = _verified.FingerprintOf(hash, signature);
        if (!_verified.Contains(fingerprint))
        {
            if (!_verifier.Verify(layout.Creator, hash, signature))
            {
                Refuse(into.From, RefusalReason.BadSignature);
                return;
            }

            _verified.Add(fingerprint);
        }

        into.Add(new ScreenedEvent(at, hash, layout));
    }

    private bool Refuse(MemberIndex from, RefusalReason reason)
    {
        Refusals.Add(from, reason);
        return false;
    }
}
