using System.Text.RegularExpressions;

namespace StencilJit.Tool.Tests.Documents;

/// <summary>A block of a document that shows a command and what it printed.</summary>
/// <param name="Text">The whole block.</param>
internal sealed partial record ConsoleBlock(string Text)
{
    private const string Prompt = "$ stenciljit ";

    /// <summary>The command's line.</summary>
    public string Command => Text.Split('\n')[1];

    /// <summary>The blocks of a document.</summary>
    public static IReadOnlyList<ConsoleBlock> Of(string document) => [.. Pattern().Matches(document).Select(match => new ConsoleBlock(match.Value))];

    /// <summary>The block with what the command prints in a folder.</summary>
    public async Task<ConsoleBlock> RunIn(string folder)
    {
        Assert.StartsWith(Prompt, Command, StringComparison.Ordinal);
        var words = Word().Matches(Command[Prompt.Length..]).Select(word => word.Value.Trim('"')).ToArray();
        var result = await ToolProcess.RunIn(folder, words);
        Assert.True(result.ExitCode is 0 or 1, result.Error);
        return new ConsoleBlock($"```console\n{Command}\n{result.Output.TrimEnd()}\n```");
    }

    /// <summary>Compares with what a command printed; STENCILJIT_BLESS=1 rewrites the document instead.</summary>
    public void Check(string path, ConsoleBlock actual)
    {
        if (Environment.GetEnvironmentVariable("STENCILJIT_BLESS") == "1")
            File.WriteAllText(path, File.ReadAllText(path).Replace(Text, actual.Text, StringComparison.Ordinal));
        else
            Assert.Equal(Surroundings.WithoutVersions(Text), Surroundings.WithoutVersions(actual.Text));
    }

    [GeneratedRegex("```console\n.*?```", RegexOptions.Singleline)]
    private static partial Regex Pattern();

    [GeneratedRegex("\"[^\"]*\"|\\S+")]
    private static partial Regex Word();
}
