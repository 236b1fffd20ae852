namespace Hearsay.Session;

/// <summary>Something to be done by the owner of the peer, for another thread.</summary>
internal abstract class StateReading
{
    /// <summary>The owner: does it; what it throws goes to whoever asked.</summary>
    public abstract void Run(IStateMachine machine);

    /// <summary>Gives up: the session failed and its state cannot be trusted.</summary>
    public abstract void Fail(Exception reason);
}

/// <summary>A reading with a result.</summary>
internal sealed class StateReading<TState, T>(Func<TState, T> read) : StateReading
    where TState : IStateMachine
{
    private readonly TaskCompletionSource<T> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Result => _result.Task;

    public override void Run(IStateMachine machine)
    {
        try
        {
            _result.SetResult(read((TState)machine));
        }
        catch (Exception failure)
        {
            _result.SetException(failure);
        }
    }

    public override void Fail(Exception reason) => _result.TrySetException(reason);
}
