namespace Hearsay.Simulation;

/// <summary>
/// One kind of trouble. From the start of a session until the faults end it disturbs network, machines or clocks again
/// and again; its parameters are constants at the head of its file.
/// </summary>
internal abstract class Fault
{
    /// <summary>Microseconds per millisecond.</summary>
    protected const long Ms = 1_000;

    /// <summary>As the catalogue, the command line and the reports call it.</summary>
    public abstract string Name { get; }

    /// <summary>How often it struck: a fault that never does tests nothing.</summary>
    public long Acts { get; protected set; }

    /// <summary>True when members may go down, so that journals must be kept.</summary>
    public virtual bool Crashes => false;

    /// <summary>True when members may lose what their disk held.</summary>
    public virtual bool LosesDisks => false;

    /// <summary>Where it strikes; set before <see cref="Begin"/>.</summary>
    protected Stage Stage { get; private set; } = null!;

    /// <summary>Its own dice.</summary>
    protected Dice Dice { get; private set; } = null!;

    /// <summary>Enters the stage.</summary>
    public void Enter(Stage stage)
    {
        Stage = stage;
        Dice = stage.DiceFor($"fault {Name}");
    }

    /// <summary>Plans its strikes.</summary>
    public abstract void Begin();

    /// <summary>Undoes what the network's own calming does not.</summary>
    public virtual void End()
    {
    }

    /// <summary>Calls again and again, with random pauses around a mean, until the faults end.</summary>
    protected void Every(long meanMicros, Action call) =>
        Stage.Agenda.After(1 + (meanMicros / 4) + Dice.Exponential(meanMicros * 3 / 4), () =>
        {
            if (!Stage.IsHealed)
            {
                call();
                Every(meanMicros, call);
            }
        });

    /// <summary>Calls once after a time, unless the faults have ended.</summary>
    protected void Later(long micros, Action call) =>
        Stage.Agenda.After(micros, () =>
        {
            if (!Stage.IsHealed)
            {
                call();
            }
        });

    /// <summary>A strike, for the count and the trace.</summary>
    protected void Struck(string what)
    {
        Acts++;
        Stage.Note($"fault {Name}: {what}");
    }

    /// <summary>Cuts the links that a choice names, for a time.</summary>
    protected void Cut(long micros, Func<Host, Host, bool> isCut)
    {
        List<LinkState> cut = [.. Stage.Network.Links
            .Where(link => isCut(Stage.Hosts[link.From], Stage.Hosts[link.To]))
            .Select(link => link.State)];
        cut.ForEach(link => link.Cuts++);
        Later(micros, () => cut.ForEach(link => link.Cuts--));
    }

    /// <summary>A random side for each member; both sides have members.</summary>
    protected bool[] Sides()
    {
        bool[] sides = new bool[Stage.Plan.Members];
        int[] ones = Dice.Choose(1 + Dice.Below(Math.Max(1, sides.Length - 1)), sides.Length);
        foreach (int member in ones)
        {
            sides[member] = true;
        }

        return sides;
    }
}
