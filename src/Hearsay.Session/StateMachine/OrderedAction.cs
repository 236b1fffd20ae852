using Hearsay.Hashgraph;

namespace Hearsay.Session;

/// <summary>A time of the session's agreed clock, in microseconds since the Unix epoch.</summary>
public readonly record struct SessionTime(long Micros) : IComparable<SessionTime>
{
    public int CompareTo(SessionTime other) => Micros.CompareTo(other.Micros);

    public static bool operator <(SessionTime left, SessionTime right) => left.Micros < right.Micros;

    public static bool operator >(SessionTime left, SessionTime right) => left.Micros > right.Micros;

    public static bool operator <=(SessionTime left, SessionTime right) => left.Micros <= right.Micros;

    public static bool operator >=(SessionTime left, SessionTime right) => left.Micros >= right.Micros;
}

/// <summary>An action in its final place in the order.</summary>
public readonly ref struct OrderedAction
{
    /// <summary>Who submitted it.</summary>
    public required MemberIndex Member { get; init; }

    /// <summary>The member's own number of the action, from 1, strictly increasing.</summary>
    public required long Number { get; init; }

    /// <summary>When the session agreed that it was received; never decreases along the order.</summary>
    public required SessionTime Time { get; init; }

    /// <summary>What was submitted; 1 to 512 bytes from an untrusted member. Valid only during the call.</summary>
    public required ReadOnlySpan<byte> Payload { get; init; }
}

/// <summary>What the rules said to an action: applied, or rejected with the state machine's own reason code.</summary>
/// <param name="Reason">0 when applied; a code of the state machine when rejected.</param>
public readonly record struct ActionOutcome(ushort Reason)
{
    public static ActionOutcome Applied => default;

    public bool IsApplied => Reason == 0;

    /// <summary>A rejection; <paramref name="reason"/> is not 0.</summary>
    public static ActionOutcome Rejected(ushort reason) => new(reason);
}
