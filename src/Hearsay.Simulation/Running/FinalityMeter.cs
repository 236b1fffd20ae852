using Hearsay.Session;

namespace Hearsay.Simulation;

/// <summary>How long honest members' actions took from submission to final, in virtual milliseconds.</summary>
internal sealed class FinalityMeter(Stage stage) : SessionWatcher
{
    private readonly Dictionary<(int Node, long Number), long> _submitted = [];

    /// <summary>Times of all actions that became final, in microseconds.</summary>
    public List<long> Micros { get; } = [];

    public override void Submitted(Host host, long actionNumber)
    {
        if (host.IsHonest)
        {
            _submitted[(host.Node, actionNumber)] = stage.Agenda.NowMicros;
        }
    }

    public override void Final(Host host, in FinalAction action)
    {
        if (_submitted.Remove((host.Node, action.Number), out long submitted))
        {
            Micros.Add(stage.Agenda.NowMicros - submitted);
        }
    }

    public override void Crashed(Host host)
    {
        foreach ((int, long) lost in _submitted.Keys.Where(key => key.Node == host.Node).ToArray())
        {
            _submitted.Remove(lost);
        }
    }
}
