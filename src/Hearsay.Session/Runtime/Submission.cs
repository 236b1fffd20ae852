using Hearsay.Hashgraph;

namespace Hearsay.Session;

/// <summary>An action on its way from the submitting thread to the owner. Pooled.</summary>
internal sealed class Submission
{
    private readonly byte[] _bytes = new byte[Gossip.Limits.ActionBytesMax];
    private int _length;

    public ReadOnlySpan<byte> Action => _bytes.AsSpan(0, _length);

    public Micros SubmittedAt { get; private set; }

    /// <summary>Whom to tell; null when only the session's event tells.</summary>
    public ActionTicket? Ticket { get; private set; }

    public void Set(ReadOnlySpan<byte> action, Micros submittedAt, ActionTicket? ticket)
    {
        action.CopyTo(_bytes);
        _length = action.Length;
        SubmittedAt = submittedAt;
        Ticket = ticket;
    }

    public void Clear() => Ticket = null;
}
