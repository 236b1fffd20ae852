using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hearsay.Cli.Tests;

/// <summary>A C# file of the repository: its path relative to the root, its text and its syntax.</summary>
internal sealed class SourceFile
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview);

    public SourceFile(string path, string text)
    {
        Path = path;
        Lines = text.TrimEnd('\n').Split('\n');
        Tree = CSharpSyntaxTree.ParseText(text, Options, path);
        Root = Tree.GetCompilationUnitRoot();
    }

    public string Path { get; }

    public IReadOnlyList<string> Lines { get; }

    public SyntaxTree Tree { get; }

    public CompilationUnitSyntax Root { get; }

    public bool IsTest => Path.StartsWith("tests/", StringComparison.Ordinal);

    /// <summary>The types that are declared in no other type.</summary>
    public IEnumerable<MemberDeclarationSyntax> TopLevelTypes =>
        Root.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .OfType<MemberDeclarationSyntax>()
            .Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax);

    /// <summary>The line of a node as in an editor, in the form file:line.</summary>
    public string At(SyntaxNodeOrToken place) => $"{Path}:{Line(place.Span.Start)}";

    /// <summary>How many lines lie between two positions, both inclusive.</summary>
    public int LineCount(int from, int to) => Line(to) - Line(from) + 1;

    private int Line(int position) => Tree.GetText().Lines.GetLinePosition(position).Line + 1;
}
