namespace StencilJit.Tool.Tests.Documents;

public sealed class ReadmeTests
{
    [Fact]
    public async Task The_readme_shows_what_the_command_prints()
    {
        Assert.SkipWhen(Compiler.Llvm.LlvmLibrary.Version is null, "No libLLVM from 19 on: run build/install-tools.sh.");
        var path = Path.Combine(Repository.Root, "README.md");

        var block = Assert.Single(ConsoleBlock.Of(File.ReadAllText(path).ReplaceLineEndings("\n")));

        block.Check(path, await block.RunIn(Repository.Root));
    }
}
