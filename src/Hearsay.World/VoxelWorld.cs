using System.Buffers;
using Hearsay.Ecs;
using Hearsay.Hashgraph;
using Hearsay.Session;

namespace Hearsay.World;

/// <summary>
/// The voxel game as a replicated state machine: the same ordered actions make the same world on every peer. One thread
/// at a time; copies of a world may be used on other threads.
/// </summary>
/// <remarks>
/// Time runs in ticks of 50 ms of the session's agreed time. Each action is applied after the ticks up to its own time;
/// <see cref="Advance"/> runs the rest of the round. How far one call may simulate:
/// <see cref="Limits.TicksPerCallMax"/>.
/// </remarks>
public sealed class VoxelWorld : IStateMachine
{
    private readonly TerrainCache _terrain;
    private readonly PickUpTally _tally = new();
    private WorldState _state;

    /// <summary>A world in which nothing has happened yet.</summary>
    public VoxelWorld(WorldSetup setup)
        : this(setup, new TerrainCache(new TerrainGenerator(setup.Seed)))
    {
    }

    private VoxelWorld(WorldSetup setup, TerrainCache terrain)
    {
        _terrain = terrain;
        _state = new WorldState(setup, terrain, _tally);
    }

    /// <summary>What the members agreed on.</summary>
    public WorldSetup Setup => _state.Setup;

    /// <summary>The unmodified terrain.</summary>
    public TerrainGenerator Terrain => _terrain.Terrain;

    /// <summary>The last simulated tick, from 1; 0 before the first.</summary>
    public long Tick => _state.Tick;

    /// <summary>The time of day: 0 at sunrise, a quarter turn at noon, half a turn at sunset.</summary>
    public BinaryAngle Sun => new((ushort)(Tick % TickTime.TicksPerDay * 65_536 / TickTime.TicksPerDay));

    /// <summary>
    /// What became of items that several members wanted, counted over the actions that this instance applied. Not part
    /// of the state.
    /// </summary>
    public ContestedItems ContestedItems => _tally.Total;

    /// <summary>What the world looks like.</summary>
    public WorldView View => new(_state);

    /// <inheritdoc/>
    /// <remarks>The reason codes are <see cref="Rejection"/>; <see cref="RejectionText"/> puts them in words.</remarks>
    public ActionOutcome Apply(in OrderedAction action)
    {
        int member = action.Member.Value;
        Hashgraph.Invariant.Check(
            member is >= 0 and < Hashgraph.Limits.MembersMax, "an ordered action is by a member of a roster");
        Simulation.RunTo(_state, action.Time);
        return ActionRules.Apply(_state, action.Member, action.Payload);
    }

    /// <inheritdoc/>
    public void Advance(SessionTime to) => Simulation.RunTo(_state, to);

    /// <inheritdoc/>
    public void Save(IBufferWriter<byte> destination) => WorldSnapshot.Write(_state, destination);

    /// <inheritdoc/>
    /// <remarks>When it throws, the world is as it was before.</remarks>
    public void Load(in ReadOnlySequence<byte> source)
    {
        if (source.Length > Limits.SavedBytesMax)
        {
            throw new InvalidDataException($"A saved world has at most {Limits.SavedBytesMax} bytes.");
        }

        WorldState fresh = new(Setup, _terrain, _tally);
        WorldSnapshot.Read(source.IsSingleSegment ? source.FirstSpan : source.ToArray(), fresh);
        _state = fresh;
    }

    /// <inheritdoc/>
    public StateDigest Digest() => WorldDigests.Of(_state);

    /// <summary>
    /// A digest per part of the state and per component type: where worlds differ that should be equal.
    /// </summary>
    public IReadOnlyList<(string Part, StateDigest Digest)> Digests() => WorldDigests.ListOf(_state);

    /// <summary>
    /// A world of the same setup in which nothing has happened; shares the generated terrain with this one.
    /// </summary>
    public VoxelWorld CreateSibling() => new(Setup, _terrain);

    /// <summary>
    /// Makes another world equal to this one, quickly: entities by block copy, modified chunks by reference until one
    /// of the two writes.
    /// </summary>
    /// <exception cref="InvariantException">The other world was not made by <see cref="CreateSibling"/>.</exception>
    public void CopyTo(VoxelWorld destination)
    {
        Hashgraph.Invariant.Check(
            ReferenceEquals(_terrain, destination._terrain), "worlds are copied between siblings over one terrain");
        _state.CopyTo(destination._state);
    }

    /// <summary>The state, for tests that look behind the views.</summary>
    internal WorldState State => _state;
}
