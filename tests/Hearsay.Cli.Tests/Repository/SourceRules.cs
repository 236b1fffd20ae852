using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hearsay.Cli.Tests;

/// <summary>How the code of this repository reads, as far as syntax shows. A rule yields its violations.</summary>
internal static class SourceRules
{
    private const int SourceLinesMax = 400;
    private const int TestLinesMax = 600;
    private const int MethodLinesMax = 60;
    private const int ColumnsMax = 120;

    /// <summary>A type of at most so many lines may stay in the file of the type that it belongs to.</summary>
    private const int SatelliteLinesMax = 60;

    private static readonly string[] EmptyNames =
        ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Base", "Impl", "Info", "Data"];

    // Written in two parts, so that this file does not contain what it looks for.
    private static readonly string[] Reminders = ["TO" + "DO", "FIX" + "ME", "HA" + "CK", "XX" + "X"];

    private static readonly SyntaxKind[] FloatingPoint =
        [SyntaxKind.FloatKeyword, SyntaxKind.DoubleKeyword, SyntaxKind.DecimalKeyword];

    private static readonly string[] Generators =
        ["GeneratedRegex", "LibraryImport", "LoggerMessage", "JsonSerializable"];

    public static IEnumerable<string> LongFile(SourceFile file)
    {
        int most = file.IsTest ? TestLinesMax : SourceLinesMax;
        return file.Lines.Count > most ? [$"{file.Path}: {file.Lines.Count} lines, at most {most}"] : [];
    }

    public static IEnumerable<string> WideLines(SourceFile file) =>
        file.Lines
            .Select((line, index) => (Columns: line.Length, Number: index + 1))
            .Where(line => line.Columns > ColumnsMax)
            .Select(line => $"{file.Path}:{line.Number}: {line.Columns} columns, at most {ColumnsMax}");

    public static IEnumerable<string> LongMethods(SourceFile file) =>
        from node in file.Root.DescendantNodes()
        where node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax
            or AnonymousFunctionExpressionSyntax
        let lines = file.LineCount(StartOf(node), node.Span.End)
        where lines > MethodLinesMax
        select $"{file.At(node)}: a method of {lines} lines, at most {MethodLinesMax}";

    public static IEnumerable<string> FileNotNamedAfterItsType(SourceFile file)
    {
        string[] types = [.. file.TopLevelTypes.Select(NameOf)];
        return types.Length == 0 || types.Contains(Path.GetFileNameWithoutExtension(file.Path))
            ? []
            : [$"{file.Path}: the file should be named after {string.Join(" or ", types)}"];
    }

    public static IEnumerable<string> SeveralPublicTypes(SourceFile file) =>
        file.TopLevelTypes
            .Where(type => IsPublic(type) && file.LineCount(StartOf(type), type.Span.End) > SatelliteLinesMax)
            .Skip(1)
            .Select(type => $"{file.At(type)}: {NameOf(type)} deserves a file of its own");

    public static IEnumerable<string> EmptyTypeNames(SourceFile file) =>
        file.Root.DescendantNodes()
            .OfType<MemberDeclarationSyntax>()
            .Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
            .Where(type => EmptyNames.Any(word => NameOf(type).EndsWith(word, StringComparison.Ordinal)))
            .Select(type => $"{file.At(type)}: the name {NameOf(type)} does not say what the type is");

    public static IEnumerable<string> PartialTypes(SourceFile file) =>
        file.Root.DescendantNodes()
            .OfType<TypeDeclarationSyntax>()
            .Where(type => type.Modifiers.Any(SyntaxKind.PartialKeyword) && !IsForGenerator(type))
            .Select(type => $"{file.At(type)}: {NameOf(type)} is partial without a source generator");

    public static IEnumerable<string> PutOffWork(SourceFile file) =>
        from index in Enumerable.Range(0, file.Lines.Count)
        let words = file.Lines[index].Split([' ', ':', '/', '(', ')', '.', ',', '*', '#', '"'])
        where words.Intersect(Reminders).Any()
        select $"{file.Path}:{index + 1}: work that was put off";

    /// <summary>Asking for the type in order to refuse it is not using it.</summary>
    public static IEnumerable<string> FloatingPointKeywords(SourceFile file) =>
        from token in file.Root.DescendantTokens()
        where FloatingPoint.Contains(token.Kind()) && token.Parent?.Parent is not TypeOfExpressionSyntax
        select $"{file.At(token)}: {token.Text} in code that must give the same on every machine";

    private static bool IsPublic(MemberDeclarationSyntax type) => type.Modifiers.Any(SyntaxKind.PublicKeyword);

    private static bool IsForGenerator(TypeDeclarationSyntax type) =>
        type.DescendantNodes()
            .OfType<AttributeSyntax>()
            .Any(attribute => Generators.Contains(attribute.Name.ToString()));

    private static string NameOf(MemberDeclarationSyntax type) => type switch
    {
        BaseTypeDeclarationSyntax declared => declared.Identifier.Text,
        DelegateDeclarationSyntax declared => declared.Identifier.Text,
        _ => "",
    };

    /// <summary>Where a declaration begins after its attributes: a list of test cases is no long method.</summary>
    private static int StartOf(SyntaxNode node) =>
        node.ChildNodesAndTokens().First(child => !child.IsKind(SyntaxKind.AttributeList)).Span.Start;
}
