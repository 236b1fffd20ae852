using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hearsay.Ecs;

/// <summary>
/// Entities and their components: the whole state of a game in plain tables, which is copied by block, saved and hashed
/// canonically, and iterated in a defined order. (Named so because Hearsay.World is the game.)
/// </summary>
/// <remarks>
/// <para>State: who is alive, their components, and how many entities were ever created. Worlds of equal state behave
/// alike and give equal bytes, whatever happened before. One thing is not state: the order of rows in a chunk. Rows are
/// appended, and the last row takes the place of a removed one; <see cref="CopyTo"/> keeps the order,
/// <see cref="Load"/> sorts by index. So what a system computes must not depend on it, or the system iterates
/// <see cref="ById"/>.</para>
/// <para>One thread at a time; different worlds on different threads are fine. References and spans into a world are
/// valid until its next structural change: Create, Destroy, Add, Remove, Load, being copied to, or a played
/// <see cref="CommandBuffer"/>. A structural change while the world is iterated is an invariant failure.</para>
/// </remarks>
public sealed class EntityWorld
{
    private int _iterations;

    /// <summary>An empty world of the types of <paramref name="registry"/>, which is complete from now on.</summary>
    public EntityWorld(ComponentRegistry registry)
    {
        Invariant.Check(BitConverter.IsLittleEndian, "component bytes are saved and hashed as little-endian");
        registry.Complete();
        Registry = registry;
        Archetypes = new ArchetypeSet(registry);
    }

    public ComponentRegistry Registry { get; }

    /// <summary>Entities alive; at most <see cref="Limits.EntitiesMax"/>.</summary>
    public int Count => Entities.Count;

    /// <summary>The bytes that <see cref="Save"/> would write.</summary>
    public int SavedBytes => SnapshotWriter.SizeOf(this);

    internal EntityTable Entities { get; private set; } = new();

    internal ArchetypeSet Archetypes { get; private set; }

    /// <summary>Creates an entity without components, at the lowest free index.</summary>
    /// <exception cref="InvariantException">The world is full or being iterated.</exception>
    public Entity Create() => Enter(0, 0).Entity;

    /// <summary>Ends an entity that is alive; its handle never names another one.</summary>
    public void Destroy(Entity entity)
    {
        CheckNotIterated();
        EntityRecord record = Entities.Of(entity);
        RemoveRow(Archetypes[record.Archetype], record.Row);
        Entities.Destroy(entity.Index);
    }

    /// <summary>Whether the handle names an entity of this world that was not destroyed.</summary>
    public bool IsAlive(Entity entity) => Entities.IsAlive(entity);

    /// <summary>Whether an entity that is alive has a component.</summary>
    public bool Has<T>(Entity entity)
        where T : unmanaged => Has(entity, Registry.IdOf<T>());

    /// <summary>A component that the entity must have; changes go straight into the world.</summary>
    /// <exception cref="InvariantException">The entity is not alive or does not have it.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T Get<T>(Entity entity)
        where T : unmanaged
    {
        ref EntityRecord record = ref Entities.Of(entity);
        return ref Archetypes[record.Archetype].At<T>(Registry.IdOf<T>(), record.Row);
    }

    /// <summary>Replaces a component that the entity must have.</summary>
    /// <exception cref="InvariantException">The entity is not alive or does not have it.</exception>
    public void Set<T>(Entity entity, in T value)
        where T : unmanaged => Get<T>(entity) = value;

    /// <summary>A copy of a component; false when the entity is not alive or does not have it.</summary>
    public bool TryGet<T>(Entity entity, out T value)
        where T : unmanaged
    {
        if (!IsAlive(entity) || !Has<T>(entity))
        {
            value = default;
            return false;
        }

        value = Get<T>(entity);
        return true;
    }

    /// <summary>Adds a component to an entity that does not have it.</summary>
    /// <exception cref="InvariantException">The entity is not alive or has it already.</exception>
    public void Add<T>(Entity entity, in T value)
        where T : unmanaged
    {
        T kept = value; // The argument may be a reference into the row that is about to move.
        int id = Registry.IdOf<T>();
        AddBit(entity, id);
        Get<T>(entity) = kept;
    }

    /// <summary>Takes away a component that the entity has.</summary>
    /// <exception cref="InvariantException">The entity is not alive or does not have it.</exception>
    public void Remove<T>(Entity entity)
        where T : unmanaged => RemoveBit(entity, Registry.IdOf<T>());

    /// <summary>
    /// The chunks of a query, for loops without a call per entity: <c>foreach (Chunk chunk in world.Chunks(query))</c>.
    /// By ascending signature; a signature has the bits of the component ids.
    /// </summary>
    public ChunkQuery Chunks(in QueryDescription query) => new(this, query.In(Registry));

    /// <summary>
    /// The entities of a query by ascending index, whatever their row; costs a look at every entity alive.
    /// </summary>
    public EntityQuery ById(in QueryDescription query) => new(this, query.In(Registry));

    /// <summary>
    /// Makes another world of the same registry the same as this one, rows in the same order, by block copies.
    /// Allocates only where the target's tables are too small.
    /// </summary>
    public void CopyTo(EntityWorld target)
    {
        Invariant.Check(ReferenceEquals(Registry, target.Registry), "worlds are copied within one registry");
        target.CheckNotIterated();
        if (!ReferenceEquals(this, target))
        {
            target.Archetypes.CopyFrom(Archetypes);
            target.Entities.CopyFrom(Entities);
        }
    }

    /// <summary>
    /// Writes the whole state, canonically: equal states give equal bytes. May be called during an iteration.
    /// </summary>
    public void Save(IBufferWriter<byte> destination) => SnapshotWriter.Write(this, destination);

    /// <summary>Replaces the whole state by one that <see cref="Save"/> wrote; left as it is when that fails.</summary>
    /// <exception cref="InvalidDataException">
    /// The bytes are damaged or of other component types; says where.
    /// </exception>
    public void Load(in ReadOnlySequence<byte> source)
    {
        CheckNotIterated();
        if (source.Length > Array.MaxLength)
        {
            throw new InvalidDataException($"A saved world has at most {Array.MaxLength} bytes, not {source.Length}.");
        }

        SnapshotReader reader = new(source.IsSingleSegment ? source.FirstSpan : source.ToArray(), Registry);
        (Entities, Archetypes) = reader.Read();
    }

    /// <summary>SHA-256 over the whole state, canonically; also the last 32 bytes of a snapshot.</summary>
    public WorldDigest Digest() => SnapshotWriter.Write(this, null);

    /// <summary>
    /// SHA-256 over all components of a type with their entities, by ascending index: where worlds that should be equal
    /// are not, this says in which component.
    /// </summary>
    public WorldDigest DigestOf(ComponentType type)
    {
        Invariant.Check(ReferenceEquals(Registry.Types[type.Id], type), "a digest is of a type of the world");
        return SnapshotWriter.DigestOf(this, type);
    }

    /// <summary>
    /// Makes an entity of a signature, which has <paramref name="components"/> bits; the caller sets them.
    /// </summary>
    internal NewRow Enter(ulong signature, int components)
    {
        CheckNotIterated();
        Invariant.Check(BitOperations.PopCount(signature) == components, "an entity has one component of a type");
        Archetype archetype = Archetypes.Get(signature);
        Entity entity = Entities.Create();
        int row = archetype.Append(entity);
        ref EntityRecord record = ref Entities.At(entity.Index);
        record.Archetype = archetype.Index;
        record.Row = row;
        return new NewRow(entity, archetype, row, Registry);
    }

    /// <summary>Gives an entity a component whose value the caller sets.</summary>
    internal void AddBit(Entity entity, int id)
    {
        ulong signature = Archetypes[Entities.Of(entity).Archetype].Signature;
        Invariant.Check((signature & (1UL << id)) == 0, "a component is added to an entity that has it");
        Move(entity, signature | (1UL << id));
    }

    internal void RemoveBit(Entity entity, int id)
    {
        ulong signature = Archetypes[Entities.Of(entity).Archetype].Signature;
        Invariant.Check((signature & (1UL << id)) != 0, "a component is removed from an entity without it");
        Move(entity, signature & ~(1UL << id));
    }

    internal bool Has(Entity entity, int id) => Archetypes[Entities.Of(entity).Archetype].Has(id);

    internal Span<byte> BytesOf(Entity entity, int id)
    {
        ref EntityRecord record = ref Entities.Of(entity);
        return Archetypes[record.Archetype].BytesAt(id, record.Row);
    }

    internal void BeginIteration() => _iterations++;

    internal void EndIteration() => _iterations--;

    internal void CheckNotIterated() =>
        Invariant.Check(_iterations == 0, "the structure of a world is changed while it is iterated");

    private void Move(Entity entity, ulong signature)
    {
        CheckNotIterated();
        ref EntityRecord record = ref Entities.Of(entity);
        Archetype source = Archetypes[record.Archetype];
        Archetype target = Archetypes.Get(signature);
        int row = target.Append(entity);
        target.CopyShared(source, record.Row, row);
        RemoveRow(source, record.Row);
        record.Archetype = target.Index;
        record.Row = row;
    }

    private void RemoveRow(Archetype archetype, int row)
    {
        Entity moved = archetype.Remove(row);
        if (moved != Entity.None)
        {
            Entities.At(moved.Index).Row = row;
        }
    }
}
