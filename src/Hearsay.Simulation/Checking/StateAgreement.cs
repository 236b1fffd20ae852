using Hearsay.Session;

namespace Hearsay.Simulation;

/// <summary>
/// All honest peers hold the same state after the same round, wherever they took its digest; and at the end, those that
/// decided equally many rounds.
/// </summary>
internal sealed class StateAgreement(Stage stage) : SessionWatcher
{
    private readonly Dictionary<int, (Host By, StateDigest Digest)> _first = [];

    /// <summary>Comparisons made.</summary>
    public long Compared { get; private set; }

    public override void RoundDecided(Host host, in DecidedRound decided)
    {
        if (host.IsHonest && decided.Digests.State is { } digest)
        {
            Compare(host, decided.Digests.Round.Number, digest);
        }
    }

    public override void Ended()
    {
        foreach (Host host in stage.Honest.Where(host => host.IsUp && host.Peer.LastRound.Number > 0))
        {
            Compare(host, host.Peer.LastRound.Number, host.Peer.StateDigest());
        }
    }

    private void Compare(Host host, int round, StateDigest digest)
    {
        if (!_first.TryGetValue(round, out (Host By, StateDigest Digest) first))
        {
            _first.Add(round, (host, digest));
            return;
        }

        Compared++;
        if (first.Digest != digest)
        {
            stage.Violate(
                "state",
                $"after round {round} {host.Name} has {digest.ToString()[..16]}, "
                + $"{first.By.Name} had {first.Digest.ToString()[..16]}");
        }
    }
}
