namespace Hearsay.Hashgraph.Tests;

/// <summary>
/// The files of the folder Golden. HEARSAY_REWRITE_GOLDEN=1 has tests write them anew; refused where CI=true.
/// </summary>
public static class GoldenFiles
{
    public static bool MayRewrite()
    {
        bool isAsked = Environment.GetEnvironmentVariable("HEARSAY_REWRITE_GOLDEN") == "1";
        bool isCi = Environment.GetEnvironmentVariable("CI") == "true";
        Assert.That(isAsked && isCi, Is.False, "golden files are not rewritten where CI=true");
        return isAsked;
    }

    public static string Read(string name) => File.ReadAllText(PathOf(name));

    public static TestGraph ReadGraph(string name)
    {
        using FileStream file = File.OpenRead(PathOf($"{name}.graph.jsonl"));
        return GraphText.Parse(file);
    }

    public static void Write(string name, string text) => File.WriteAllText(PathOf(name), text);

    // The tests run in bin/<configuration>/<framework> below their project.
    private static string PathOf(string name)
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && folder.GetFiles("*.csproj").Length == 0)
        {
            folder = folder.Parent;
        }

        return folder is null
            ? throw new DirectoryNotFoundException("the tests run outside their project's folder")
            : Path.Combine(folder.FullName, "Golden", name);
    }
}
