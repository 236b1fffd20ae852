using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Hearsay.Ecs.Tests;

/// <summary>
/// Reads compiled code and names everything in it that need not be the same on every machine: floating point, clocks,
/// randomness, hash codes, the order of hash tables. It looks at the types of fields, parameters, results and locals,
/// at every instruction, and at everything that instructions refer to.
/// </summary>
/// <remarks>
/// What it cannot see: a hash set that is passed on as a plain sequence, and what other assemblies do inside. Linked
/// into every test project whose subject must be deterministic.
/// </remarks>
internal static class DeterminismCheck
{
    /// <param name="ofType">Which types to look at, by full name; all when null.</param>
    /// <returns>One line per violation: where, and what.</returns>
    public static IReadOnlyList<string> Violations(Assembly assembly, Func<string, bool>? ofType = null)
    {
        using PEReader file = new(File.OpenRead(assembly.Location));
        MetadataReader metadata = file.GetMetadataReader();
        SymbolNames names = new(metadata);
        List<string> violations = [];
        foreach (TypeDefinitionHandle handle in metadata.TypeDefinitions)
        {
            string type = names.GetTypeFromDefinition(metadata, handle, 0);
            if (ofType is null || ofType(type))
            {
                CheckType(file, names, handle, type, violations);
            }
        }

        return violations;
    }

    private static void CheckType(
        PEReader file, SymbolNames names, TypeDefinitionHandle handle, string type, List<string> violations)
    {
        MetadataReader metadata = file.GetMetadataReader();
        TypeDefinition definition = metadata.GetTypeDefinition(handle);
        foreach (FieldDefinitionHandle field in definition.GetFields())
        {
            FieldDefinition found = metadata.GetFieldDefinition(field);
            Judge(found.DecodeSignature(names, null), $"{type}.{metadata.GetString(found.Name)}", violations);
        }

        foreach (MethodDefinitionHandle method in definition.GetMethods())
        {
            MethodDefinition found = metadata.GetMethodDefinition(method);
            string where = $"{type}.{metadata.GetString(found.Name)}";
            Judge(SymbolNames.Render(found.DecodeSignature(names, null)), where, violations);
            if (found.RelativeVirtualAddress != 0)
            {
                CheckBody(file.GetMethodBody(found.RelativeVirtualAddress), names, where, violations);
            }
        }
    }

    private static void CheckBody(MethodBodyBlock body, SymbolNames names, string where, List<string> violations)
    {
        if (!body.LocalSignature.IsNil)
        {
            StandaloneSignature locals = names.Metadata.GetStandaloneSignature(body.LocalSignature);
            ImmutableArray<string> types = locals.DecodeLocalSignature(names, null);
            Judge(string.Join(", ", types), where, violations);
        }

        // What computes a hash code for a hash table may ask others for theirs.
        bool isHashCode = where.EndsWith(".GetHashCode", StringComparison.Ordinal);
        foreach ((OpCode code, int token) in IntermediateLanguage.Read(body.GetILReader()))
        {
            if (Nondeterminism.OfInstruction(code) is string reason)
            {
                violations.Add($"{where}: {code.Name} is {reason}");
            }

            bool refers = code.OperandType is OperandType.InlineField or OperandType.InlineMethod or
                OperandType.InlineTok or OperandType.InlineType or OperandType.InlineSig;
            if (refers)
            {
                string symbol = names.OfToken(MetadataTokens.EntityHandle(token));
                bool allowed = isHashCode && symbol.Contains("::GetHashCode", StringComparison.Ordinal);
                if (!allowed)
                {
                    Judge(symbol, where, violations);
                }
            }
        }
    }

    private static void Judge(string symbol, string where, List<string> violations)
    {
        if (Nondeterminism.OfSymbol(symbol) is string reason)
        {
            violations.Add($"{where}: {symbol} is {reason}");
        }
    }
}
