namespace Hearsay.Ecs;

/// <summary>
/// One step of a game's tick. Its result is a function of the state alone and does not depend on the order of rows, or
/// it iterates by id; it keeps nothing between runs, since the state may be rolled back.
/// </summary>
/// <typeparam name="TState">
/// What a tick works on: the <see cref="EntityWorld"/>, or a game's state that holds one.
/// </typeparam>
public interface ISystem<in TState>
{
    /// <summary>The name in reports; unique in a schedule.</summary>
    public string Name { get; }

    public void Run(TState state);
}
