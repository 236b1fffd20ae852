using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using Hearsay.Hashgraph;
using Hearsay.Session;

namespace Hearsay.Simulation;

/// <summary>
/// The light state machine of long simulations: items that lie around or are held by one member. Whoever's pick-up is
/// ordered first gets the item, everybody after is rejected; that is the contest that a fair order is for.
/// </summary>
internal sealed class ItemRegistry : IStateMachine
{
    /// <summary>How many items there are.</summary>
    public const int Items = 32;

    private const byte Nobody = 0;
    private const int TimeBytes = sizeof(long);
    private const int HolderBytes = sizeof(ushort);
    private const int EntryBytes = HolderBytes + sizeof(long);

    // Holder + 1, 0 for nobody, and how often the item changed hands.
    private readonly (ushort Holder, long Changes)[] _items = new (ushort Holder, long Changes)[Items];
    private long _timeMicros;

    /// <summary>An action that picks an item up.</summary>
    public static byte[] PickUp(int item) => [(byte)ItemAction.PickUp, (byte)item];

    /// <summary>An action that drops an item.</summary>
    public static byte[] Drop(int item) => [(byte)ItemAction.Drop, (byte)item];

    /// <summary>True for an action that picks an item up.</summary>
    public static bool IsPickUp(ReadOnlySpan<byte> action, out int item)
    {
        item = action.Length == 2 ? action[1] : 0;
        return action.Length == 2 && action[0] == (byte)ItemAction.PickUp && item < Items;
    }

    /// <summary>Who holds an item; null when it lies around.</summary>
    public MemberIndex? HolderOf(int item) =>
        _items[item].Holder == Nobody ? null : new MemberIndex(_items[item].Holder - 1);

    /// <inheritdoc/>
    public ActionOutcome Apply(in OrderedAction action)
    {
        if (action.Payload.Length < 2 || action.Payload[1] >= Items)
        {
            return Rejected(ItemRejection.NoSuchItem);
        }

        ref (ushort Holder, long Changes) item = ref _items[action.Payload[1]];
        ushort member = (ushort)(action.Member.Value + 1);
        switch ((ItemAction)action.Payload[0])
        {
            case ItemAction.PickUp when item.Holder == Nobody:
                item = (member, item.Changes + 1);
                return ActionOutcome.Applied;
            case ItemAction.PickUp:
                return Rejected(ItemRejection.Taken);
            case ItemAction.Drop when item.Holder == member:
                item = (Nobody, item.Changes + 1);
                return ActionOutcome.Applied;
            case ItemAction.Drop:
                return Rejected(ItemRejection.NotHeld);
            default:
                return Rejected(ItemRejection.NoSuchAction);
        }
    }

    /// <inheritdoc/>
    public void Advance(SessionTime to) => _timeMicros = to.Micros;

    /// <inheritdoc/>
    public void Save(IBufferWriter<byte> destination)
    {
        Span<byte> bytes = destination.GetSpan(TimeBytes + (Items * EntryBytes));
        Write(bytes);
        destination.Advance(TimeBytes + (Items * EntryBytes));
    }

    /// <inheritdoc/>
    public void Load(in ReadOnlySequence<byte> source)
    {
        byte[] bytes = source.ToArray();
        const int Expected = TimeBytes + (Items * EntryBytes);
        if (bytes.Length != Expected)
        {
            throw new InvalidDataException($"A saved registry has {Expected} bytes, not {bytes.Length}.");
        }

        _timeMicros = BinaryPrimitives.ReadInt64LittleEndian(bytes);
        for (int i = 0; i < Items; i++)
        {
            ReadOnlySpan<byte> entry = bytes.AsSpan(TimeBytes + (i * EntryBytes));
            _items[i] = (
                BinaryPrimitives.ReadUInt16LittleEndian(entry),
                BinaryPrimitives.ReadInt64LittleEndian(entry[HolderBytes..]));
        }
    }

    /// <inheritdoc/>
    public StateDigest Digest()
    {
        Span<byte> bytes = stackalloc byte[TimeBytes + (Items * EntryBytes)];
        Span<byte> digest = stackalloc byte[EventHash.Bytes];
        Write(bytes);
        SHA256.HashData(bytes, digest);
        return new StateDigest(EventHash.Read(digest));
    }

    private static ActionOutcome Rejected(ItemRejection why) => ActionOutcome.Rejected((ushort)why);

    private void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteInt64LittleEndian(bytes, _timeMicros);
        for (int i = 0; i < Items; i++)
        {
            Span<byte> entry = bytes.Slice(TimeBytes + (i * EntryBytes), EntryBytes);
            BinaryPrimitives.WriteUInt16LittleEndian(entry, _items[i].Holder);
            BinaryPrimitives.WriteInt64LittleEndian(entry[HolderBytes..], _items[i].Changes);
        }
    }
}

/// <summary>The first byte of an action of the registry; the second is the item.</summary>
internal enum ItemAction : byte
{
    PickUp = 1,
    Drop = 2,
}

/// <summary>Why the registry rejected an action.</summary>
internal enum ItemRejection : ushort
{
    /// <summary>Somebody's pick-up was ordered before.</summary>
    Taken = 1,

    /// <summary>Only the holder can drop an item.</summary>
    NotHeld,

    NoSuchItem,

    NoSuchAction,
}
