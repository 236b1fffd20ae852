using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// Branches by running two peers on one key (Bano et al., "Twins", 2020): each shows its chain to a part of the members
/// and hears from that part. The parts are two halves, or everybody and one victim, and change now and then.
/// </summary>
internal sealed class BranchAdversary(string name, bool hasOneVictim) : Adversary
{
    private const long ChangeEveryMicros = 8_000_000;
    private const int HearsAllPpm = 500_000;

    private bool[] _seesSecond = [];
    private bool _hearsAll;

    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override int Faces => 2;

    /// <inheritdoc/>
    public override void Begin()
    {
        _hearsAll = Dice.Chance(HearsAllPpm);
        Change();
        Every(ChangeEveryMicros, Change);
    }

    /// <inheritdoc/>
    public override bool Sends(Host host, MemberIndex to, ReadOnlySpan<byte> datagram) => IsFor(host, to);

    /// <inheritdoc/>
    public override bool Hears(Host host, MemberIndex from, ReadOnlySpan<byte> datagram) =>
        _hearsAll || IsFor(host, from);

    /// <inheritdoc/>
    public override void Made(Host host, ReadOnlySpan<byte> eventBytes) => Acts += host.Face;

    private bool IsFor(Host host, MemberIndex member) => _seesSecond[member.Value] == (host.Face == 1);

    private void Change()
    {
        int members = Stage.Plan.Members;
        _seesSecond = new bool[members];
        foreach (int member in Dice.Choose(hasOneVictim ? 1 : members / 2, members))
        {
            _seesSecond[member] = true;
        }

        Stage.Note($"{Name}: m{Member.Value} shows {string.Concat(_seesSecond.Select(s => s ? '1' : '0'))}");
    }
}
