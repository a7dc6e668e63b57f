using System.Runtime.InteropServices;
using StencilJit.Build.Tests;
using StencilJit.Compiler.Clang;

namespace StencilJit.Packages.Tests;

public class NativeAotTests(LocalFeed feed)
{
    // What the SDK and the package client say where this machine lacks a linker, or a registry the compiler.
    private static readonly string[] s_missing = ["Platform linker", "NU1101", "NU1102", "NU1301"];

    [Fact]
    public void The_project_in_the_readme_runs_stitched_code_as_a_native_program()
    {
        Assert.SkipWhen(ClangLocator.Find() is null, "No clang and libLLVM from 19 on: run build/install-tools.sh.");
        using var project = new Stranger(feed);
        // The packages come into the cache by a build that sees nothing but the feed.
        project.Build();
        project.WithMachineSources().Edit("Orders.csproj", "<OutputType>", "<PublishAot>true</PublishAot><OutputType>");

        var publish = project.Dotnet("publish", "--runtime", RuntimeInformation.RuntimeIdentifier, "--output", project["out"], $"-p:RestoreFallbackFolders={MachineCache()}");
        Assert.SkipWhen(s_missing.Any(text => publish.Output.Contains(text, StringComparison.Ordinal)), $"NativeAOT needs gcc or clang, and its compiler's package: {publish.Output}");
        publish.Succeeded();
        Assert.DoesNotContain("warning", publish.Output, StringComparison.OrdinalIgnoreCase);

        var program = project[Path.Combine("out", OperatingSystem.IsWindows() ? "Orders.exe" : "Orders")];
        Assert.Equal(project.Output, BuildRun.Start(program, project["out"]).Succeeded().Output);
        Assert.False(File.Exists(project[Path.Combine("out", "StencilJit.Runtime.dll")]));
    }

    /// <summary>Where the compiler may have been unpacked already.</summary>
    private static string MachineCache() => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
