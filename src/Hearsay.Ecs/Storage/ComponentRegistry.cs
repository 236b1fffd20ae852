using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace Hearsay.Ecs;

/// <summary>
/// The component types of a world. Ids follow the order of registration, which is part of the program and so the same
/// everywhere: never reorder, only append.
/// </summary>
/// <remarks>
/// Complete when the first world is made of it; from then on any thread may read it, and worlds share it.
/// </remarks>
public sealed class ComponentRegistry
{
    private readonly List<ComponentType> _types = [];

    /// <summary>By slot: the id plus one; 0 for a type that is not registered here.</summary>
    private byte[] _ids = new byte[Limits.ComponentTypesMax];

    private byte[]? _fingerprint;

    /// <summary>The types by id.</summary>
    public IReadOnlyList<ComponentType> Types => _types;

    /// <summary>SHA-256 over ids, names and sizes: snapshots fit only worlds of the same types.</summary>
    internal ReadOnlySpan<byte> Fingerprint => _fingerprint;

    /// <summary>Gives the next id to a type.</summary>
    /// <param name="name">Its name in snapshots and reports; unique and not empty.</param>
    /// <returns>This registry, for the next call.</returns>
    /// <exception cref="InvariantException">
    /// The name or the type is registered already, the registry is full or complete, or the struct has padding,
    /// floating point, pointers or more than <see cref="Limits.ComponentBytesMax"/> bytes.
    /// </exception>
    public ComponentRegistry Register<T>(string name)
        where T : unmanaged
    {
        Invariant.Check(_fingerprint is null, "types are registered before the first world is made");
        Invariant.Check(_types.Count < Limits.ComponentTypesMax, "a registry holds 64 component types");
        Invariant.Check(!string.IsNullOrEmpty(name), "a component type has a name");
        Invariant.Check(_types.TrueForAll(known => known.Name != name), "a name stands for one component type");
        Invariant.Check(!TryIdOf<T>(out _), "a component type is registered once");
        int size = Unsafe.SizeOf<T>();
        Invariant.Check(size <= Limits.ComponentBytesMax, "a component has at most Limits.ComponentBytesMax bytes");

        int slot = ComponentSlot<T>.Index;
        if (slot >= _ids.Length)
        {
            Array.Resize(ref _ids, (int)BitOperations.RoundUpToPowerOf2((uint)slot + 1));
        }

        _types.Add(new ComponentType(_types.Count, name, size, ComponentLayout.FieldBytes(typeof(T), size)));
        _ids[slot] = (byte)_types.Count;
        return this;
    }

    /// <summary>The registered type of <typeparamref name="T"/>.</summary>
    /// <exception cref="InvariantException">It is not registered.</exception>
    public ComponentType TypeOf<T>()
        where T : unmanaged => _types[IdOf<T>()];

    /// <summary>Ends registration.</summary>
    internal void Complete() => _fingerprint ??= ComputeFingerprint();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int IdOf<T>()
        where T : unmanaged
    {
        byte[] ids = _ids;
        int slot = ComponentSlot<T>.Index;
        if ((uint)slot >= (uint)ids.Length || ids[slot] == 0)
        {
            throw NotRegistered(typeof(T).Name);
        }

        return ids[slot] - 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ulong BitOf<T>()
        where T : unmanaged => 1UL << IdOf<T>();

    internal ulong BitOfSlot(int slot) =>
        slot < _ids.Length && _ids[slot] != 0
            ? 1UL << (_ids[slot] - 1)
            : throw NotRegistered("of a query");

    private static InvariantException NotRegistered(string name) =>
        new($"Invariant broken: component type {name} is used, but it is not registered");

    private bool TryIdOf<T>(out int id)
        where T : unmanaged
    {
        int slot = ComponentSlot<T>.Index;
        id = slot < _ids.Length ? _ids[slot] - 1 : -1;
        return id >= 0;
    }

    private byte[] ComputeFingerprint()
    {
        StringBuilder lines = new();
        foreach (ComponentType type in _types)
        {
            lines.Append(CultureInfo.InvariantCulture, $"{type.Id} {type.Name} {type.SavedBytes}\n");
        }

        return SHA256.HashData(Encoding.UTF8.GetBytes(lines.ToString()));
    }
}
