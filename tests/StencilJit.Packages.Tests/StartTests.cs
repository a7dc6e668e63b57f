using System.Runtime.InteropServices;
using StencilJit.Build.Tests;

namespace StencilJit.Packages.Tests;

public sealed class StartTests(LocalFeed feed) : IDisposable
{
    private const string Project =
        """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="StencilJit.Wasm" Version="0.1.0" />
          </ItemGroup>
        </Project>
        """;

    private const string Program =
        """
        using StencilJit.Wasm;

        using var engine = new Engine();
        using var module = WasmModule.Load(engine, args[0]);
        """;

    private static readonly string[] s_platforms = ["linux-x64", "linux-arm64", "osx-x64", "osx-arm64", "win-x64"];

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void An_application_has_none_of_the_engines_methods_to_compile_when_it_starts()
    {
        Assert.SkipUnless(s_platforms.Contains(RuntimeInformation.RuntimeIdentifier), "The packages have no code for this platform.");
        var compiled = Run([]);
        // The application's own.
        Assert.Contains(compiled, line => line.Contains("Program:", StringComparison.Ordinal));
        Assert.DoesNotContain(compiled, IsOurs);
    }

    [Fact]
    public void Without_the_instructions_that_the_code_needs_the_engine_is_compiled_as_ever()
    {
        Assert.SkipUnless(RuntimeInformation.ProcessArchitecture == Architecture.X64, "Only the code for x86-64 needs more than every processor has.");
        var compiled = Run(new() { ["DOTNET_EnableAVX2"] = "0" });
        Assert.Contains(compiled, IsOurs);
    }

    public void Dispose() => folder.Dispose();

    private static bool IsOurs(string line) => line.Contains("compiled StencilJit.", StringComparison.Ordinal);

    /// <summary>Runs an application that compiles a module; what .NET compiled for it, a method a line.</summary>
    private string[] Run(Dictionary<string, string> environment)
    {
        folder.Write("NuGet.config", feed.Sources("<clear />"));
        folder.Write("Application.csproj", Project);
        folder.Write("Program.cs", Program);
        BuildRun.Dotnet(folder.Path, new Dictionary<string, string> { ["NUGET_PACKAGES"] = feed.Cache }, "build").Succeeded();
        environment["DOTNET_JitStdOutFile"] = folder["methods.txt"];
        environment["DOTNET_JitDisasmSummary"] = "1";
        BuildRun.Dotnet(folder.Path, environment, "bin/Debug/net10.0/Application.dll", Path.Combine(Repository.Root, "tests/Samples/lisp.wasm")).Succeeded();
        return File.ReadAllLines(folder["methods.txt"]);
    }
}
