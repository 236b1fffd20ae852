using System.Buffers.Binary;
using Hearsay.Hashgraph;

namespace Hearsay.Session;

/// <summary>
/// What the session itself remembers of each member's actions: the last number, for exactly-once, and how much of the
/// member's rate is used up. A pure function of the order, so it is equal on every peer and part of the state.
/// </summary>
/// <remarks>
/// The rate is the generic cell rate algorithm (ITU-T I.371): each action moves the member's mark one interval on,
/// never behind the action's own time; an action whose mark would be more than a burst ahead of its time is over the
/// rate and leaves the mark. One number per member, integers only, and the clock is the order's own.
/// </remarks>
internal sealed class ActionLedger
{
    private const long MicrosPerSecond = 1_000_000;
    private const int EntryBytes = 2 * sizeof(long);

    private readonly Entry[] _entries;
    private readonly long _intervalMicros;
    private readonly long _burstMicros;

    public ActionLedger(int members, Constitution constitution)
    {
        _entries = new Entry[members];
        _intervalMicros = MicrosPerSecond / constitution.ActionsPerSecond;
        _burstMicros = _intervalMicros * constitution.ActionBurst;
    }

    /// <summary>Bytes that <see cref="Write"/> fills.</summary>
    public int Bytes => _entries.Length * EntryBytes;

    /// <summary>The last action number ordered for the member; 0 before the first.</summary>
    public long LastNumberOf(MemberIndex member) => _entries[member.Value].LastNumber;

    /// <summary>Takes note of the next action in the order and says whether it may reach the state machine.</summary>
    public Admission Admit(MemberIndex member, long number, Micros time)
    {
        ref Entry entry = ref _entries[member.Value];
        if (number <= entry.LastNumber)
        {
            return Admission.Repeated;
        }

        entry.LastNumber = number;
        long mark = Math.Max(entry.RateMarkMicros, time.Value) + _intervalMicros;
        if (mark - time.Value > _burstMicros)
        {
            return Admission.OverRate;
        }

        entry.RateMarkMicros = mark;
        return Admission.Admitted;
    }

    /// <summary>Canonical: per member last number and rate mark, 8 bytes each, little-endian.</summary>
    public void Write(Span<byte> destination)
    {
        foreach (Entry entry in _entries)
        {
            BinaryPrimitives.WriteInt64LittleEndian(destination, entry.LastNumber);
            BinaryPrimitives.WriteInt64LittleEndian(destination[sizeof(long)..], entry.RateMarkMicros);
            destination = destination[EntryBytes..];
        }
    }

    private struct Entry
    {
        public long LastNumber;

        // Until when the member's actions so far use up its rate, in microseconds since the Unix epoch.
        public long RateMarkMicros;
    }
}

/// <summary>What the ledger says of an ordered action.</summary>
internal enum Admission
{
    Admitted,

    /// <summary>Its number, or a higher one, was ordered before: it was submitted again and is applied once.</summary>
    Repeated,

    /// <summary>The member has used up its rate.</summary>
    OverRate,
}
