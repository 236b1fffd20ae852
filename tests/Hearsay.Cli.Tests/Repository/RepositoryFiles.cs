namespace Hearsay.Cli.Tests;

/// <summary>The files of the repository that the tests were built from; build output is left out.</summary>
internal static class RepositoryFiles
{
    private static readonly string[] Output = ["bin", "obj", "artifacts", "TestResults", "BenchmarkDotNet.Artifacts"];

    /// <summary>The folder with Game.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Paths relative to the root, with '/', of the files with one of these extensions.</summary>
    public static IReadOnlyList<string> With(params string[] extensions) =>
    [
        .. Below(new DirectoryInfo(Root))
            .Where(file => extensions.Contains(file.Extension))
            .Select(file => Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>All C# files, parsed.</summary>
    public static IReadOnlyList<SourceFile> Sources { get; } = [.. With(".cs").Select(SourceOf)];

    /// <summary>The text of a file.</summary>
    public static string Read(string relativePath) => File.ReadAllText(Path.Combine(Root, relativePath));

    /// <summary>True for what is no part of the repository: build output and hidden folders.</summary>
    public static bool IsForeign(string name) => name.StartsWith('.') || Output.Contains(name);

    private static SourceFile SourceOf(string path) => new(path, Read(path));

    private static IEnumerable<FileInfo> Below(DirectoryInfo folder) =>
        folder.EnumerateDirectories()
            .Where(inner => !IsForeign(inner.Name))
            .SelectMany(Below)
            .Concat(folder.EnumerateFiles());

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Game.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests do not lie below Game.sln.");
    }
}
