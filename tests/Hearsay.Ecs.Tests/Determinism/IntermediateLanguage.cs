using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace Hearsay.Ecs.Tests;

/// <summary>Splits the code of a method into instructions.</summary>
internal static class IntermediateLanguage
{
    private static readonly Dictionary<ushort, OpCode> Codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => unchecked((ushort)code.Value));

    /// <summary>The instructions with the four bytes of their operand, where it is a token.</summary>
    public static List<(OpCode Code, int Token)> Read(BlobReader code)
    {
        List<(OpCode, int)> instructions = [];
        while (code.RemainingBytes > 0)
        {
            ushort value = code.ReadByte();
            if (value == 0xFE)
            {
                value = (ushort)((value << 8) | code.ReadByte());
            }

            OpCode found = Codes[value];
            instructions.Add((found, ReadOperand(ref code, found.OperandType)));
        }

        return instructions;
    }

    private static int ReadOperand(ref BlobReader code, OperandType type)
    {
        int bytes = type switch
        {
            OperandType.InlineNone => 0,
            OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
            OperandType.InlineVar => 2,
            OperandType.InlineI8 or OperandType.InlineR => 8,
            _ => 4,
        };
        if (bytes != 4)
        {
            code.Offset += bytes;
            return 0;
        }

        int operand = code.ReadInt32();
        code.Offset += type == OperandType.InlineSwitch ? 4 * operand : 0;
        return operand;
    }
}
