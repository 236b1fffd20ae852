using System.Numerics;
using Hearsay.Hashgraph;
using Hearsay.Session;

namespace Hearsay.Simulation;

/// <summary>
/// All honest peers decide the same rounds: the same judges, time, events, timestamps, in the same order. Compared at
/// every round against the first honest peer that decided it, by a running hash of its own, and by the peers' own order
/// digests.
/// </summary>
internal sealed class PrefixAgreement(Stage stage) : SessionWatcher
{
    private readonly List<Decision> _first = [];
    private readonly ulong[] _chains = new ulong[stage.Hosts.Count];
    private readonly int[] _rounds = new int[stage.Hosts.Count];

    /// <summary>Rounds that at least one honest peer decided.</summary>
    public int Rounds => _first.Count;

    public override void Started(Host host, bool hasDisk)
    {
        _chains[host.Node] = 0;
        _rounds[host.Node] = 0;
    }

    public override void RoundDecided(Host host, in DecidedRound decided)
    {
        if (!host.IsHonest)
        {
            return;
        }

        OrderedRound round = decided.Ordered;
        int number = round.Round.Number;
        if (number != ++_rounds[host.Node])
        {
            stage.Violate("order", $"{host.Name} decided round {number} where {_rounds[host.Node]} was due");
            _rounds[host.Node] = number;
        }

        ulong chain = _chains[host.Node] = Extend(_chains[host.Node], round);
        Decision own = new(host, chain, decided.Digests.Order, round.Events.Length);
        if (number == _first.Count + 1)
        {
            _first.Add(own);
        }
        else if (number <= _first.Count && !_first[number - 1].Equals(own))
        {
            Decision first = _first[number - 1];
            stage.Violate(
                "agreement",
                $"round {number}: {host.Name} has {own.Events} events, chain {chain:x16}, digest {Short(own.Digest)}; "
                + $"{first.By.Name} had {first.Events} events, chain {first.Chain:x16}, digest {Short(first.Digest)}");
        }
    }

    private static string Short(EventHash hash) => hash.ToString()[..16];

    private static ulong Extend(ulong chain, OrderedRound round)
    {
        chain = Mix(chain, (ulong)round.Round.Number);
        chain = Mix(chain, (ulong)round.Time.Value);
        foreach (ref readonly EventHash judge in round.Judges)
        {
            chain = Mix(chain, judge.Prefix);
        }

        foreach (ref readonly OrderedEvent next in round.Events)
        {
            chain = Mix(chain, next.Hash.Prefix);
            chain = Mix(chain, (ulong)next.Timestamp.Value);
        }

        return chain;
    }

    private static ulong Mix(ulong chain, ulong value) =>
        unchecked(BitOperations.RotateLeft(chain ^ value, 29) * 0x9E3779B97F4A7C15);

    private readonly record struct Decision(Host By, ulong Chain, EventHash Digest, int Events)
    {
        public bool Equals(Decision other) => Chain == other.Chain && Digest == other.Digest;

        public override int GetHashCode() => Chain.GetHashCode();
    }
}
