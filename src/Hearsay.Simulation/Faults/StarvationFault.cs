namespace Hearsay.Simulation;

/// <summary>
/// A scheduler that knows the rounds and delivers whatever delays decisions longest, within a bound on every delay.
/// Each stretch of time has one of its three tricks.
/// </summary>
/// <remarks>
/// Just short: of each round a member hears at once from as many as are one short of a supermajority, and from the
/// others only at the bound, so that every round takes the longest that it can. Split: the two halves hear at once from
/// their own half and late from the other, so that votes split. Victims: as many members as may be missing without harm
/// are heard late, and others take their places whenever the round changes, so that nobody's events are seen early for
/// long.
/// </remarks>
internal sealed class StarvationFault : Fault, IDelayPolicy
{
    private const long BoundMicrosMin = 60 * Ms;
    private const long BoundMicrosMax = 500 * Ms;
    private const long StretchMicros = 5_000 * Ms;

    private HeardInRound[] _heard = [];
    private Trick _trick;
    private long _boundMicros;
    private int _offset;

    /// <inheritdoc/>
    public override string Name => "starvation";

    private enum Trick
    {
        JustShort,
        Split,
        Victims,
        Rest,
    }

    private int Members => Stage.Plan.Members;

    /// <summary>The most members that are still no supermajority.</summary>
    private int ShortOf => 2 * Members / 3;

    /// <inheritdoc/>
    public override void Begin()
    {
        _heard = [.. Stage.Hosts.Select(_ => new HeardInRound())];
        Stage.Network.DelayPolicy = this;
        Change();
        Every(StretchMicros, Change);
    }

    /// <inheritdoc/>
    public long ArrivalMicros(PacketNetwork.Packet packet, long naturalMicros)
    {
        Host sender = Stage.Hosts[packet.From];
        Host receiver = Stage.Hosts[packet.To];
        if (_trick == Trick.Rest || !sender.IsUp || !IsHeldBack(sender, receiver))
        {
            return naturalMicros;
        }

        return Math.Max(naturalMicros, Stage.Agenda.NowMicros + _boundMicros);
    }

    private void Change()
    {
        // Alone it never rests; among other faults it leaves them time to do their own harm.
        int tricks = Stage.Plan.Faults.Count == 1 ? (int)Trick.Rest : (int)Trick.Rest + 1;
        _trick = (Trick)Dice.Below(tricks);
        _boundMicros = Dice.Between(BoundMicrosMin, BoundMicrosMax);
        _offset = Dice.Below(Members);
        Struck($"{_trick}, {_boundMicros / Ms} ms");
    }

    private bool IsHeldBack(Host sender, Host receiver)
    {
        int round = sender.Peer.Gossip.Graph.HighestRound.Number;
        switch (_trick)
        {
            case Trick.Split:
                return SideOf(sender) != SideOf(receiver);
            case Trick.Victims:
                int place = (sender.Member.Value + _offset + round) % Members;
                return place < Math.Max(1, (Members - 1) / 3);
            default:
                return !_heard[receiver.Node].MayHear(round, sender.Member.Value, ShortOf - 1);
        }
    }

    private bool SideOf(Host host) => (host.Member.Value + _offset) % Members < Members / 2;

    /// <summary>Who was heard at once in the round at hand.</summary>
    private sealed class HeardInRound
    {
        private readonly HashSet<int> _members = [];
        private int _round;

        public bool MayHear(int round, int member, int most)
        {
            if (round > _round)
            {
                _round = round;
                _members.Clear();
            }

            return round < _round || _members.Contains(member) || (_members.Count < most && _members.Add(member));
        }
    }
}
