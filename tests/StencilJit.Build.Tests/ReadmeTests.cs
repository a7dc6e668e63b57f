using StencilJit.Compiler.Clang;

namespace StencilJit.Build.Tests;

/// <summary>What the README and the documents show is what is in the repository, and runs.</summary>
public class ReadmeTests
{
    private static readonly string Readme = Sample("README.md");

    [Fact]
    public void The_program_in_the_readme_is_the_sample()
        => Assert.Equal(Sample("tests/Samples/Calculator/Program.cs"), Blocks("csharp")[0]);

    [Fact]
    public void The_operation_in_the_readme_is_the_calculators()
        => Assert.Contains(Blocks("c")[0], Sample("stencils/calc/calc.c"));

    [Fact]
    public void The_tutorial_gives_what_it_says()
    {
        Assert.SkipWhen(ClangLocator.Find() is null, "No clang and libLLVM from 19 on: run build/install-tools.sh.");
        using var project = new ThrowawayProject();
        project.Write("stencils/calc/calc.c", Sample("stencils/calc/calc.c") + "\n" + Blocks("c")[1]);
        var program = Sample("tests/Samples/Calculator/Program.cs").Replace("using Calculator;", "using Sample;");
        const string End = "    CalcStencils.Done(writer);";
        Assert.Contains(End, program);
        project.Write("Program.cs", program.Replace(End, Blocks("csharp")[1] + End));

        project.Build("-p:AllowUnsafeBlocks=true", "-p:ImplicitUsings=enable").Succeeded();

        Assert.Equal("1000", project.Dotnet("bin/Debug/net10.0/Sample.dll", "5").Succeeded().Output.Trim());
        Assert.Equal("2432902008176640000", project.Dotnet("bin/Debug/net10.0/Sample.dll", "20").Succeeded().Output.Trim());
    }

    [Theory]
    [InlineData("docs/wasm.md", "Embedding")]
    [InlineData("docs/tracing.md", "Recording")]
    public void The_program_in_a_document_is_the_sample_and_prints_what_it_says(string path, string sample)
    {
        var document = Sample(path);
        Assert.Equal(Sample($"tests/Samples/{sample}/Program.cs"), Blocks("csharp", document)[0]);

        var output = BuildRun.Dotnet(SetFolder.Root, "run", "--project", $"tests/Samples/{sample}", "-c", SetFolder.Metadata("Configuration")).Succeeded().Output;

        Assert.Contains("```\n" + output.ReplaceLineEndings("\n").Trim() + "\n```", document);
    }

    private static string Sample(string path) => File.ReadAllText(Path.Combine(SetFolder.Root, path));

    private static string[] Blocks(string language, string? document = null) => Markdown.Blocks(document ?? Readme, language);
}
