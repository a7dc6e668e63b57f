using StencilJit.Compiler.Clang;

namespace StencilJit.Packages.Tests;

public class StrangerTests(LocalFeed feed)
{
    [Fact]
    public void The_project_in_the_readme_needs_nothing_but_the_packages()
    {
        using var project = NewProject();
        var log = project.Build();
        Assert.Equal(1, log.Runs("CompileStencils"));
        Assert.Equal(project.Output, project.Run());
        // The header lies in the package; its name in the lock must not say where that is.
        Assert.All(WholeLocks(project), text => Assert.Contains("\ninput <stenciljit.h> ", text));
    }

    [Fact]
    public void A_second_build_runs_no_compiler()
    {
        using var project = NewProject();
        project.Build();
        var log = project.Build();
        Assert.Equal(0, log.Runs("CompileStencils"));
        Assert.Equal(0, log.Runs("Csc"));
        Assert.Equal(project.Output, project.Run());
    }

    [Fact]
    public void A_machine_without_clang_builds_from_the_locks()
    {
        using var project = NewProject();
        project.Build();
        var locks = project.Snapshot("stencils/rules/locks");
        foreach (var folder in new[] { "bin", "obj" })
            Directory.Delete(project[folder], recursive: true);

        var log = project.Build(Stranger.NoCompiler);
        Assert.Empty(log.Messages("rules -> "));
        Assert.Equal(project.Output, project.Run());
        Assert.Equal(locks, project.Snapshot("stencils/rules/locks"));

        project.Edit("stencils/rules/rules.c", "return a + b;", "return a - b;");
        var output = project.Dotnet(Stranger.NoCompiler, "build").Failed().Output;
        Assert.Contains("error SJ3001", output);
        Assert.Contains("rules.c changed", output);
    }

    [Fact]
    public void An_edited_operation_is_compiled_again_by_processes_that_are_still_there()
    {
        using var project = NewProject();
        // Reused, but gone soon after the test.
        var reuse = new Dictionary<string, string> { ["MSBUILDDISABLENODEREUSE"] = "0", ["MSBUILDNODECONNECTIONTIMEOUT"] = "5000" };
        project.Build(reuse, "-m:2", "-nodeReuse:true");
        project.Edit("stencils/rules/rules.c", "return a + b;", "return a - b;");
        var log = project.Build(reuse, "-m:2", "-nodeReuse:true");
        Assert.NotEmpty(log.Messages("rules -> "));
        Assert.Equal("total: 33\n", project.Run());
    }

    [Fact]
    public void A_named_LLVM_compiles_the_operations_to_code_that_does_the_same()
    {
        const string Folder = "/usr/lib/llvm-19";
        Assert.SkipUnless(File.Exists($"{Folder}/bin/clang") && File.Exists($"{Folder}/lib/libLLVM.so"), "No LLVM 19: apt-get install clang-19 libllvm19.");
        using var project = new Stranger(feed);
        project.Build($"-p:StencilLlvm={Folder}");
        Assert.Equal(project.Output, project.Run());
        Assert.All(WholeLocks(project), text => Assert.Matches(@"\ncompiler clang 19\.\d+\.\d+, LLVM 19\.", text));

        project.Edit("stencils/rules/rules.c", "return a + b;", "return a - b;");
        var output = project.Dotnet("build", "-p:StencilLlvm=/nonexistent").Failed().Output;
        Assert.Contains("No libLLVM from version 19 on was found in '/nonexistent'. Install one", output);
    }

    /// <summary>The locks that hold everything; the others name the one that they build on.</summary>
    private static List<string> WholeLocks(Stranger project)
    {
        var locks = project.Snapshot("stencils/rules/locks").Values.Where(text => !text.Contains("\nbase ", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, locks.Count);
        return locks;
    }

    private Stranger NewProject()
    {
        Assert.SkipWhen(ClangLocator.Find() is null, "No clang and libLLVM from 19 on: run build/install-tools.sh.");
        return new Stranger(feed);
    }
}
