using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hearsay.Cli.Tests;

/// <summary>
/// A project whose code must give the same result on every machine, with the types of its expressions: they show
/// floating point that no keyword names, and walks over collections that have no order of their own.
/// </summary>
internal sealed class DeterministicProject
{
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; "
        + "global using System.Linq; global using System.Threading; global using System.Threading.Tasks;";

    private static readonly string[] Unordered =
        ["Dictionary", "HashSet", "ConcurrentDictionary", "ConcurrentBag", "IDictionary", "ISet", "Hashtable"];

    private static readonly SpecialType[] FloatingPoint =
        [SpecialType.System_Single, SpecialType.System_Double, SpecialType.System_Decimal];

    private static readonly Lazy<List<MetadataReference>> Platform = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path)),
    ]);

    private readonly IReadOnlyList<SourceFile> _files;
    private readonly CSharpCompilation _compilation;

    public DeterministicProject(string name, IReadOnlyList<SourceFile> files)
    {
        _files = files;
        CSharpParseOptions options = new(LanguageVersion.Preview);
        IEnumerable<MetadataReference> references =
            Platform.Value.Where(reference => Path.GetFileNameWithoutExtension(reference.Display) != name);
        _compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(ImplicitUsings, options), .. files.Select(file => file.Tree)],
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
    }

    /// <summary>What does not compile: then the other rules would see nothing.</summary>
    public IEnumerable<string> Errors() =>
        _compilation.GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => diagnostic.ToString());

    /// <summary>Expressions whose value is a float, a double or a decimal.</summary>
    public IEnumerable<string> FloatingPointValues() =>
        from file in _files
        let model = _compilation.GetSemanticModel(file.Tree)
        from expression in file.Root.DescendantNodes().OfType<ExpressionSyntax>()
        let type = model.GetTypeInfo(expression).Type
        where type is not null && FloatingPoint.Contains(type.SpecialType)
            && expression.Parent is not TypeOfExpressionSyntax
        select $"{file.At(expression)}: {expression} is a {type}";

    /// <summary>Enumerations of a hash table: by foreach, by its enumerator, or by a query.</summary>
    public IEnumerable<string> UnorderedWalks() =>
        from file in _files
        let model = _compilation.GetSemanticModel(file.Tree)
        from node in file.Root.DescendantNodes()
        let walked = WalkedBy(node)
        where walked is not null && IsUnordered(model.GetTypeInfo(walked).Type)
        select $"{file.At(node)}: walks over {walked}, whose order is not defined";

    private static ExpressionSyntax? WalkedBy(SyntaxNode node) => node switch
    {
        CommonForEachStatementSyntax loop => loop.Expression,
        SpreadElementSyntax spread => spread.Expression,
        FromClauseSyntax query => query.Expression,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } when IsWalk(access) =>
            access.Expression,
        _ => null,
    };

    private static bool IsWalk(MemberAccessExpressionSyntax access) =>
        access.Name.Identifier.Text is "GetEnumerator" or "Select" or "SelectMany" or "Where" or "ToArray" or "ToList"
            or "First" or "Last" or "Aggregate" or "Take" or "CopyTo";

    private static bool IsUnordered(ITypeSymbol? type) =>
        type is not null && (Unordered.Contains(type.Name) || IsUnordered(type.ContainingType));
}
