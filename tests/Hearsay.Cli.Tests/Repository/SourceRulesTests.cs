namespace Hearsay.Cli.Tests;

/// <summary>The rules over the whole repository, and each rule against a file that breaks it.</summary>
public sealed class SourceRulesTests
{
    private static readonly (string Name, Func<SourceFile, IEnumerable<string>> Rule)[] Everywhere =
    [
        ("long file", SourceRules.LongFile),
        ("wide line", SourceRules.WideLines),
        ("long method", SourceRules.LongMethods),
        ("file name", SourceRules.FileNotNamedAfterItsType),
        ("several types", SourceRules.SeveralPublicTypes),
        ("empty name", SourceRules.EmptyTypeNames),
        ("partial", SourceRules.PartialTypes),
        ("put off", SourceRules.PutOffWork),
    ];

    private static readonly string[] RuleNames = [.. Everywhere.Select(rule => rule.Name)];

    private static readonly string LongBody = new('\n', 60);

    private static readonly (string Rule, string Text)[] Broken =
    [
        ("long file", string.Concat(Enumerable.Repeat("// a line\n", 401))),
        ("wide line", $"// {new string('x', 118)}"),
        ("long method", $"class Sample {{ void Run() {{ {LongBody} }} }}"),
        ("file name", "class Other;"),
        ("several types", $"public class Sample {{ {LongBody} }} public class Second {{ {LongBody} }}"),
        ("empty name", "class Sample { enum Table" + "Data; }"),
        ("partial", "partial class Sample;"),
        ("put off", "// TO" + "DO: later"),
    ];

    [TestCaseSource(nameof(RuleNames))]
    public void EveryRule_OverTheRepository_Holds(string name)
    {
        Func<SourceFile, IEnumerable<string>> rule = RuleCalled(name);

        Assert.That(RepositoryFiles.Sources, Is.Not.Empty);
        Assert.That(RepositoryFiles.Sources.SelectMany(rule), Is.Empty);
    }

    [TestCaseSource(nameof(RuleNames))]
    public void EveryRule_AgainstAFileThatBreaksIt_FindsExactlyThat(string name)
    {
        SourceFile file = new("src/Sample.cs", Broken.Single(example => example.Rule == name).Text);

        Assert.That(RuleCalled(name)(file).Count(), Is.EqualTo(1));
    }

    [Test]
    public void LongMethods_LongListOfTestCases_IsNotCounted()
    {
        string cases = string.Concat(Enumerable.Repeat("[TestCase]\n", 80));
        SourceFile file = new("tests/Sample.cs", $"class Sample {{\n{cases}void Run() {{ }} }}");

        Assert.That(SourceRules.LongMethods(file), Is.Empty);
    }

    [Test]
    public void PartialTypes_ForASourceGenerator_IsAllowed()
    {
        SourceFile file = new("src/Sample.cs", "[JsonSerializable(typeof(int))] partial class Sample;");

        Assert.That(SourceRules.PartialTypes(file), Is.Empty);
    }

    private static Func<SourceFile, IEnumerable<string>> RuleCalled(string name) =>
        Everywhere.Single(rule => rule.Name == name).Rule;
}
