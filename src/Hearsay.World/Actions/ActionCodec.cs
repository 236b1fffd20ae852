using System.Buffers.Binary;
using Hearsay.Ecs;

namespace Hearsay.World;

/// <summary>
/// Actions as bytes: the kind, then the fields of the kind at fixed places, little-endian. Strict: one form per action,
/// anything else is not an action.
/// </summary>
/// <remarks>A block is X and Z as signed 24-bit numbers and Y as a byte: 7 bytes.</remarks>
public static class ActionCodec
{
    private const int BlockBytes = 7;
    private const int CoordinateBits = 24;

    /// <summary>Writes an action and returns its length, at most <see cref="Limits.ActionBytesMax"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A field does not fit its place on the wire.</exception>
    public static int Encode(in WorldAction action, Span<byte> destination)
    {
        destination[0] = (byte)action.Kind;
        Span<byte> fields = destination[1..];
        switch (action.Kind)
        {
            case ActionKind.Move:
                WriteIntent(action.Intent, fields);
                break;
            case ActionKind.Dig or ActionKind.Break or ActionKind.Place:
                WriteBlock(action.Block, fields);
                if (action.Kind == ActionKind.Place)
                {
                    fields[BlockBytes] = Narrow(action.Slot);
                }

                break;
            case ActionKind.PickUp:
                BinaryPrimitives.WriteUInt64LittleEndian(fields, action.Item.Value);
                break;
            default:
                WriteNumbers(action, fields);
                break;
        }

        return LengthOf(action.Kind);
    }

    /// <summary>Reads an action; false when the bytes are not exactly one.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> source, out WorldAction action)
    {
        action = default;
        if (source.IsEmpty || LengthOf((ActionKind)source[0]) != source.Length)
        {
            return false;
        }

        ReadOnlySpan<byte> fields = source[1..];
        action = (ActionKind)source[0] switch
        {
            ActionKind.Join => WorldAction.Join(),
            ActionKind.Leave => WorldAction.Leave(),
            ActionKind.Move => ReadMove(fields),
            ActionKind.Dig => WorldAction.Dig(ReadBlock(fields)),
            ActionKind.Break => WorldAction.Break(ReadBlock(fields)),
            ActionKind.Place => WorldAction.Place(ReadBlock(fields), fields[BlockBytes]),
            ActionKind.PickUp => WorldAction.PickUp(new ItemId(BinaryPrimitives.ReadUInt64LittleEndian(fields))),
            ActionKind.Drop => WorldAction.Drop(fields[0], fields[1]),
            ActionKind.Hold => WorldAction.Hold(fields[0]),
            ActionKind.MoveStack => WorldAction.MoveStack(fields[0], fields[1], fields[2]),
            ActionKind.Craft => WorldAction.Craft(fields[0], fields[1]),
            _ => default,
        };
        return action.Kind != ActionKind.None;
    }

    /// <summary>Bytes of an action of a kind; 0 for numbers that are not a kind.</summary>
    private static int LengthOf(ActionKind kind) => kind switch
    {
        ActionKind.Join or ActionKind.Leave => 1,
        ActionKind.Hold => 2,
        ActionKind.Drop or ActionKind.Craft => 3,
        ActionKind.MoveStack => 4,
        ActionKind.Move => 6,
        ActionKind.Dig or ActionKind.Break => 1 + BlockBytes,
        ActionKind.Place => 2 + BlockBytes,
        ActionKind.PickUp => 1 + sizeof(ulong),
        _ => 0,
    };

    private static void WriteNumbers(in WorldAction action, Span<byte> fields)
    {
        switch (action.Kind)
        {
            case ActionKind.Drop:
                fields[0] = Narrow(action.Slot);
                fields[1] = Narrow(action.Count);
                break;
            case ActionKind.Hold:
                fields[0] = Narrow(action.Slot);
                break;
            case ActionKind.MoveStack:
                fields[0] = Narrow(action.Slot);
                fields[1] = Narrow(action.TargetSlot);
                fields[2] = Narrow(action.Count);
                break;
            case ActionKind.Craft:
                fields[0] = Narrow(action.Recipe);
                fields[1] = Narrow(action.Count);
                break;
            default:
                break;
        }
    }

    private static void WriteIntent(MoveIntent intent, Span<byte> fields)
    {
        fields[0] = Narrow((int)intent.Keys);
        BinaryPrimitives.WriteUInt16LittleEndian(fields[1..], intent.Yaw.Units);
        BinaryPrimitives.WriteInt16LittleEndian(fields[3..], intent.Pitch);
    }

    private static WorldAction ReadMove(ReadOnlySpan<byte> fields)
    {
        BinaryAngle yaw = new(BinaryPrimitives.ReadUInt16LittleEndian(fields[1..]));
        short pitch = BinaryPrimitives.ReadInt16LittleEndian(fields[3..]);
        bool known = fields[0] <= (int)MoveKeys.All && Math.Abs((int)pitch) <= MoveIntent.PitchMax;
        return known ? WorldAction.Move(new MoveIntent((MoveKeys)fields[0], yaw, pitch)) : default;
    }

    private static void WriteBlock(BlockPosition block, Span<byte> fields)
    {
        WriteCoordinate(block.X, fields);
        WriteCoordinate(block.Z, fields[3..]);
        ArgumentOutOfRangeException.ThrowIfNotEqual(block.Y, block.Y & byte.MaxValue, nameof(block));
        fields[6] = (byte)block.Y;
    }

    private static BlockPosition ReadBlock(ReadOnlySpan<byte> fields) =>
        new(ReadCoordinate(fields), fields[6], ReadCoordinate(fields[3..]));

    private static void WriteCoordinate(long value, Span<byte> fields)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(value, 1L << (CoordinateBits - 1));
        ArgumentOutOfRangeException.ThrowIfLessThan(value, -(1L << (CoordinateBits - 1)));
        fields[0] = (byte)(value & byte.MaxValue);
        BinaryPrimitives.WriteInt16LittleEndian(fields[1..], (short)(value >> 8));
    }

    private static long ReadCoordinate(ReadOnlySpan<byte> fields) =>
        (BinaryPrimitives.ReadInt16LittleEndian(fields[1..]) << 8) | fields[0];

    private static byte Narrow(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(value, value & byte.MaxValue);
        return (byte)value;
    }
}
