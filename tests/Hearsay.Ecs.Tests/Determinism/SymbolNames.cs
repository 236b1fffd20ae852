using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Hearsay.Ecs.Tests;

/// <summary>
/// Full names of what metadata refers to: <c>Namespace.Type`1+Nested&lt;Argument&gt;::Member(Parameters) Result</c>.
/// </summary>
internal sealed class SymbolNames(MetadataReader metadata) : ISignatureTypeProvider<string, object?>
{
    public MetadataReader Metadata => metadata;

    public static string Render(MethodSignature<string> signature) =>
        $"({string.Join(", ", signature.ParameterTypes)}) {signature.ReturnType}";

    /// <summary>The name of whatever an instruction refers to.</summary>
    public string OfToken(EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.MethodDefinition:
                MethodDefinition method = metadata.GetMethodDefinition((MethodDefinitionHandle)handle);
                return Member(method.GetDeclaringType(), method.Name) + Render(method.DecodeSignature(this, null));
            case HandleKind.FieldDefinition:
                FieldDefinition field = metadata.GetFieldDefinition((FieldDefinitionHandle)handle);
                return Member(field.GetDeclaringType(), field.Name) + " " + field.DecodeSignature(this, null);
            case HandleKind.MemberReference:
                return OfReference(metadata.GetMemberReference((MemberReferenceHandle)handle));
            case HandleKind.MethodSpecification:
                MethodSpecification generic = metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                return $"{OfToken(generic.Method)}<{string.Join(", ", generic.DecodeSignature(this, null))}>";
            case HandleKind.StandaloneSignature:
                StandaloneSignature call = metadata.GetStandaloneSignature((StandaloneSignatureHandle)handle);
                return Render(call.DecodeMethodSignature(this, null));
            default:
                return OfType(handle);
        }
    }

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
    {
        TypeDefinition type = reader.GetTypeDefinition(handle);
        return type.IsNested
            ? $"{GetTypeFromDefinition(reader, type.GetDeclaringType(), 0)}+{reader.GetString(type.Name)}"
            : Qualified(reader.GetString(type.Namespace), reader.GetString(type.Name));
    }

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        TypeReference type = reader.GetTypeReference(handle);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{OfType(type.ResolutionScope)}+{reader.GetString(type.Name)}"
            : Qualified(reader.GetString(type.Namespace), reader.GetString(type.Name));
    }

    public string GetTypeFromSpecification(
        MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, null);

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => $"System.{typeCode}";

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) =>
        $"{genericType}<{string.Join(", ", typeArguments)}>";

    public string GetSZArrayType(string elementType) => elementType + "[]";

    public string GetArrayType(string elementType, ArrayShape shape) => elementType + "[]";

    public string GetByReferenceType(string elementType) => elementType + "&";

    public string GetPointerType(string elementType) => elementType + "*";

    public string GetPinnedType(string elementType) => elementType;

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

    public string GetFunctionPointerType(MethodSignature<string> signature) => Render(signature);

    public string GetGenericMethodParameter(object? genericContext, int index) => $"!!{index}";

    public string GetGenericTypeParameter(object? genericContext, int index) => $"!{index}";

    private static string Qualified(string space, string name) => space.Length == 0 ? name : $"{space}.{name}";

    private string OfReference(MemberReference member)
    {
        string name = $"{OfType(member.Parent)}::{metadata.GetString(member.Name)}";
        return member.GetKind() == MemberReferenceKind.Field
            ? $"{name} {member.DecodeFieldSignature(this, null)}"
            : name + Render(member.DecodeMethodSignature(this, null));
    }

    private string OfType(EntityHandle handle) => handle.Kind switch
    {
        HandleKind.TypeDefinition => GetTypeFromDefinition(metadata, (TypeDefinitionHandle)handle, 0),
        HandleKind.TypeReference => GetTypeFromReference(metadata, (TypeReferenceHandle)handle, 0),
        HandleKind.TypeSpecification => GetTypeFromSpecification(metadata, null, (TypeSpecificationHandle)handle, 0),
        _ => handle.Kind.ToString(),
    };

    private string Member(TypeDefinitionHandle type, StringHandle name) =>
        $"{GetTypeFromDefinition(metadata, type, 0)}::{metadata.GetString(name)}";
}
