using Hearsay.Hashgraph;

namespace Hearsay.Simulation;

/// <summary>
/// Never says a word to some members, does not listen to some, and never answers requests with what it relays.
/// </summary>
internal sealed class SilenceAdversary : Adversary
{
    private bool[] _ignored = [];
    private bool[] _unheard = [];

    /// <inheritdoc/>
    public override string Name => "silence";

    /// <inheritdoc/>
    public override void Begin()
    {
        _ignored = Some();
        _unheard = Some();
    }

    /// <inheritdoc/>
    public override bool Sends(Host host, MemberIndex to, ReadOnlySpan<byte> datagram)
    {
        Acts += _ignored[to.Value] ? 1 : 0;
        return !_ignored[to.Value];
    }

    /// <inheritdoc/>
    public override bool Hears(Host host, MemberIndex from, ReadOnlySpan<byte> datagram) => !_unheard[from.Value];

    private bool[] Some()
    {
        bool[] some = new bool[Stage.Plan.Members];
        foreach (int member in Dice.Choose(Dice.Below(some.Length), some.Length))
        {
            some[member] = true;
        }

        return some;
    }
}
