using System.Reflection;
using System.Runtime.CompilerServices;

namespace Hearsay.Ecs;

/// <summary>
/// Whether equal values of a struct have equal bytes on every machine. Snapshots and digests are made of the bytes, so
/// padding (whose bytes are whatever was there before), floating point, and types whose size or layout is up to the
/// system are refused.
/// </summary>
internal static class ComponentLayout
{
    private static readonly (Type Type, int Bytes)[] Primitives =
    [
        (typeof(bool), 1), (typeof(byte), 1), (typeof(sbyte), 1), (typeof(char), 2), (typeof(short), 2),
        (typeof(ushort), 2), (typeof(int), 4), (typeof(uint), 4), (typeof(long), 8), (typeof(ulong), 8),
    ];

    /// <summary>
    /// Bytes of the fields of a struct of <paramref name="size"/> bytes; 0 for a struct without fields.
    /// </summary>
    /// <exception cref="InvariantException">The bytes of equal values may differ; says by which field.</exception>
    public static int FieldBytes(Type type, int size)
    {
        int bytes = Measure(type, type.Name);
        if (bytes != size && bytes != 0)
        {
            throw Refusal(type.Name, $"has {size - bytes} bytes of padding; order its fields by size or fill it up");
        }

        return bytes;
    }

    private static int Measure(Type type, string path)
    {
        if (type.IsEnum)
        {
            return Measure(type.GetEnumUnderlyingType(), path);
        }

        if (type.Namespace == nameof(System) || type.IsPointer || type.IsFunctionPointer)
        {
            foreach ((Type primitive, int bytes) in Primitives)
            {
                if (type == primitive)
                {
                    return bytes;
                }
            }

            throw Refusal(path, $"is a {type.Name}; of the system's types, only integers of a fixed size are allowed");
        }

        if (type.IsExplicitLayout)
        {
            throw Refusal(path, "has an explicit layout, which may overlap or leave padding");
        }

        const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        int sum = 0;
        foreach (FieldInfo field in type.GetFields(Fields))
        {
            sum += MeasureField(field, $"{path}.{field.Name}");
        }

        return sum * (type.GetCustomAttribute<InlineArrayAttribute>()?.Length ?? 1);
    }

    private static int MeasureField(FieldInfo field, string path)
    {
        FixedBufferAttribute? buffer = field.GetCustomAttribute<FixedBufferAttribute>();
        return buffer is null
            ? Measure(field.FieldType, path)
            : Measure(buffer.ElementType, path) * buffer.Length;
    }

    private static InvariantException Refusal(string path, string why) =>
        new($"Invariant broken: component field {path} {why}");
}
