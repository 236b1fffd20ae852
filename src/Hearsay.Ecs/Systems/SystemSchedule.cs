namespace Hearsay.Ecs;

/// <summary>Systems in a fixed order: the order they are listed in is part of the game's rules.</summary>
public sealed class SystemSchedule<TState>
{
    private readonly ISystem<TState>[] _systems;

    /// <exception cref="InvariantException">Two systems have the same name.</exception>
    public SystemSchedule(params ReadOnlySpan<ISystem<TState>> systems)
    {
        _systems = systems.ToArray();
        string[] names = new string[systems.Length];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = systems[i].Name;
            Invariant.Check(Array.IndexOf(names, names[i]) == i, "a name stands for one system of a schedule");
        }

        Names = names;
    }

    /// <summary>The names in the order of running.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Runs every system once, in order.</summary>
    public void Run(TState state)
    {
        foreach (ISystem<TState> system in _systems)
        {
            system.Run(state);
        }
    }
}
