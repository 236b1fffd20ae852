using Hearsay.Gossip;
using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// A member of a coalition that wants a rusher among it to get items that an honest victim grabbed first.
///
/// What can be gained: an event never comes before its ancestors, so the rusher's event must not follow the victim's
/// grab although the rusher has it. Then the order goes by round received, and by the median of receipt times within
/// the round. A liar's say in the first is whether its witnesses have a grab among their ancestors (a round receives
/// only what all its judges have); its say in the second is one receipt time of either grab, which is valid anywhere
/// between the creation times of two events of its own, and those it chooses as well.
///
/// The strategy, the strongest that was found within what honest peers accept:
/// 1. The rusher answers the moment the grab reaches it, with an event that follows everything it has except what
///    follows the grab. Then it pauses, because honest members date what they receive by the newest event they name.
/// 2. Every liar that hears of the grab holds it back: for a while it names only what does not follow it, and it names
///    the rusher's grab at once. Its witnesses of that time have the rusher's grab and not the victim's; a round that
///    they judge cannot receive the victim's.
/// 3. Liars' clocks lag, and every parent is said to have come as early as is valid: the rusher's grab was received
///    before the victim acted.
/// 4. At the end of the hold, a liar names what it held back in an event with a creation time ahead of everybody's, and
///    with no age: the victim's grab was received after all honest members had the rusher's.
/// The opposite of the second, naming the victim's grab often and soon so that honest members date it late, wins less.
/// Liars pass nothing on. A median needs no more than that a lie is on the right side, so larger lies gain nothing:
/// what remains is whether the rusher's grab reaches the few honest members that the median then needs before the
/// victim's reaches the many.
/// </summary>
internal sealed class CoalitionMember : Adversary
{
    private const int LongAge = 1_000_000;
    private const int ParentsMax = 64;

    private readonly List<RecordedEvent> _held = [];
    private readonly HashSet<int> _unanswered = [];
    private EventForge _forge = null!;
    private DatagramForge _datagrams = null!;
    private FreeHeads _heads = null!;
    private long _lastMicros;
    private long _holdsSince;
    private long _silentUntil;
    private long _nextAction = 1;

    /// <summary>What it and the others agreed on; set before <see cref="Begin"/>.</summary>
    public Coalition Plot { get; set; } = null!;

    /// <inheritdoc/>
    public override string Name => "coalition";

    /// <inheritdoc/>
    public override bool Plays => false;

    private long Now => LocalClock.StartMicros + Stage.Agenda.NowMicros;

    /// <inheritdoc/>
    public override void Begin()
    {
        _forge = new EventForge(Stage.Epoch.Id, Stage.Plan.Members, Member, Stage.SignerOf(Member));
        _datagrams = new DatagramForge(Stage.Epoch.Id, Member);
        _heads = new FreeHeads(Plot.Graph, Stage.Plan.Members, Member);
        Hosts[0].Peer.Gossip.CreatesEvents = false;
        Stage.Agenda.After(1 + Dice.Between(0, Plot.Tactics.CadenceMicros), Step);
    }

    /// <inheritdoc/>
    public override void Accepted(Host host, ReadOnlySpan<byte> eventBytes)
    {
        EventHead head = EventHead.Read(eventBytes);
        RecordedEvent known = _heads.Note(head);
        foreach (int id in Grab.In(eventBytes, Stage.Plan.Members))
        {
            Hear(Plot.Contests[id], known);
        }
    }

    private void Hear(Contest contest, RecordedEvent grab)
    {
        if (contest.Second.Value == grab.Creator)
        {
            _unanswered.Remove(contest.Id);
            if (contest.Second != Member)
            {
                Stage.Agenda.After(0, () => Speak([]));
            }

            return;
        }

        _holdsSince = _held.Count == 0 ? Stage.Agenda.NowMicros : _holdsSince;
        _held.Add(grab);
        _unanswered.Add(contest.Id);
        if (contest.Second == Member)
        {
            Stage.Agenda.After(0, () => Rush(contest.Id));
        }
    }

    private void Rush(int contest)
    {
        Acted($"answers the grab of contest {contest} without naming it");
        Speak(Grab.PayloadOf(contest, _nextAction++));
        _silentUntil = Stage.Agenda.NowMicros + Plot.Tactics.RusherPauseMicros;
    }

    private void Step()
    {
        Stage.Agenda.After(Plot.Tactics.CadenceMicros, Step);
        if (Stage.Agenda.NowMicros >= _silentUntil)
        {
            Speak([]);
        }
    }

    private bool IsHoldOver()
    {
        long held = Stage.Agenda.NowMicros - _holdsSince;
        return held >= Plot.Tactics.HoldMicros
            && (_unanswered.Count == 0 || held >= Plot.Tactics.HoldMicros + Plot.Tactics.PatienceMicros);
    }

    private void Speak(byte[] payload)
    {
        bool releases = _held.Count > 0 && payload.Length == 0 && IsHoldOver();
        IReadOnlyList<RecordedEvent> heads = _heads.Find(releases ? [] : _held, ParentsMax);
        if (heads.Count == 0 && payload.Length == 0 && _heads.Own is not null)
        {
            return;
        }

        ForgedParent[] parents = [.. heads.Select(head => new ForgedParent(
            head.Creator, head.Sequence, head.Hash, releases && FollowsHeld(head) ? 0 : LongAge))];
        long wanted = releases ? Now + Plot.Tactics.LeadMicros : Now - Plot.Tactics.LagMicros;
        _lastMicros = Math.Max(_lastMicros + 1, wanted);
        ReadOnlySpan<byte> own = _forge.Next(new Micros(_lastMicros), parents, payload);
        if (releases)
        {
            _held.Clear();
            _unanswered.Clear();
        }

        Tell(own);
    }

    private bool FollowsHeld(RecordedEvent head) => _held.Exists(grab => Plot.Graph.Descends(head, grab));

    private void Tell(ReadOnlySpan<byte> own)
    {
        Stage.TellOwnEvent(Hosts[0], own);
        _heads.Note(EventHead.Read(own));
        Hosts[0].TakeEvent(own);
        _datagrams.Start().TryAdd(MessageKind.Event, own);
        foreach (MemberIndex to in Others)
        {
            Hosts[0].SendRaw(to, _datagrams.Bytes);
        }
    }
}
