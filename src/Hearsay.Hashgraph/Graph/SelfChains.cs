namespace Hearsay.Hashgraph;

/// <summary>
/// Walks back along self-chains. Problem: with branches, an event's place on its chain does not follow from creator and
/// sequence, and a chain may have branched at every step. Idea: beside its self-parent each event knows one
/// self-ancestor further back, chosen so that any other is reached in logarithmically many steps (Myers, "An
/// applicative random-access stack", 1983: jumps like the digits of a skew binary number). An event whose record was
/// dropped ends the walk.
/// </summary>
internal sealed class SelfChains(EventStore events)
{
    /// <summary>Sets the jump of a new event, whose self-parent is set and linkable.</summary>
    public void Link(ref EventRecord record)
    {
        record.Jump = record.SelfParent;
        if (!record.SelfParent.IsSome)
        {
            return;
        }

        ref EventRecord parent = ref events[record.SelfParent.Slot];
        if (!events.IsCurrent(parent.Jump))
        {
            return;
        }

        ref EventRecord behind = ref events[parent.Jump.Slot];
        if (events.IsCurrent(behind.Jump)
            && parent.Sequence - behind.Sequence == behind.Sequence - events[behind.Jump.Slot].Sequence)
        {
            record.Jump = behind.Jump;
        }
    }

    /// <summary>
    /// True when <paramref name="ancestor"/> is <paramref name="of"/>, which is linkable, or a self-ancestor.
    /// </summary>
    public bool IsSelfAncestor(Tip ancestor, Tip of)
    {
        EventHandle at = of.Event;
        while (at != ancestor.Event)
        {
            if (!events.IsCurrent(at) || events[at.Slot].Sequence <= ancestor.Sequence)
            {
                return false;
            }

            ref EventRecord record = ref events[at.Slot];
            at = IsAtLeast(record.Jump, ancestor.Sequence) ? record.Jump : record.SelfParent;
        }

        return true;
    }

    /// <summary>The last event that two chains share, of those that are linkable; none when there is none.</summary>
    public Tip CommonSelfAncestor(Tip one, Tip other)
    {
        EventHandle a = DownTo(one.Event, other.Sequence);
        EventHandle b = DownTo(other.Event, one.Sequence);
        while (a != b)
        {
            if (!events.IsCurrent(a) || !events.IsCurrent(b))
            {
                return Tip.None;
            }

            (a, b) = StepBack(a, b);
        }

        return events.IsCurrent(a) ? TipOf(a.Slot) : Tip.None;
    }

    /// <summary>The event as the end of its chain.</summary>
    public Tip TipOf(int slot) => new(events.HandleOf(slot), events[slot].Sequence);

    /// <summary>The self-ancestor of this sequence, or the event itself when it has a lower one.</summary>
    private EventHandle DownTo(EventHandle at, int sequence)
    {
        while (events.IsCurrent(at) && events[at.Slot].Sequence > sequence)
        {
            ref EventRecord record = ref events[at.Slot];
            at = IsAtLeast(record.Jump, sequence) ? record.Jump : record.SelfParent;
        }

        return at;
    }

    /// <summary>From two different events of one sequence: as far back as still differs, at least one step.</summary>
    private (EventHandle A, EventHandle B) StepBack(EventHandle a, EventHandle b)
    {
        ref EventRecord one = ref events[a.Slot];
        ref EventRecord other = ref events[b.Slot];
        bool canJump = one.Jump != other.Jump && events.IsCurrent(one.Jump) && events.IsCurrent(other.Jump)
            && events[one.Jump.Slot].Sequence == events[other.Jump.Slot].Sequence;
        return canJump ? (one.Jump, other.Jump) : (one.SelfParent, other.SelfParent);
    }

    private bool IsAtLeast(EventHandle handle, int sequence) =>
        events.IsCurrent(handle) && events[handle.Slot].Sequence >= sequence;
}
