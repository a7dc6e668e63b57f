using System.Runtime.InteropServices;
using StencilJit.Compiler.Locks;
using StencilJit.Model;
using StencilJit.Stencils.Replay;

namespace StencilJit.Stencils.Tests;

/// <summary>What stencils do, compared with what their C functions mean.</summary>
public sealed class StencilTests(Vectors vectors) : IClassFixture<Vectors>
{
    private const string Sysroot = "/usr/aarch64-linux-gnu";

    public static TheoryData<string> Sets => ["calc", "wasm"];

    [Theory, MemberData(nameof(Sets))]
    public void Every_stencil_does_what_its_C_function_means(string set) =>
        AssertPassed(RunHere(vectors.StencilsOf(set, RuntimeInformation.RuntimeIdentifier), vectors.FileOf(set)));

    [Theory, MemberData(nameof(Sets))]
    public void Every_stencil_does_the_same_on_AArch64(string set) => AssertPassed(RunOnArm64(vectors.StencilsOf(set, "linux-arm64"), vectors.FileOf(set)));

    /// <summary>The convention of C is the same on both systems: arguments, and what a call keeps.</summary>
    [Theory, MemberData(nameof(Sets))]
    public void Stencils_of_macOS_that_differ_do_the_same_where_Linux_runs(string set)
    {
        Assert.SkipWhen(RuntimeInformation.RuntimeIdentifier != "linux-x64", "needs Linux on x86-64");
        AssertPassed(RunHere(vectors.StencilsOf(set, "osx-x64"), vectors.FileOf(set), vectors.StencilsOf(set, "linux-x64")));
    }

    /// <summary>On AArch64 too, for functions of a few integers and pointers, which is all that stencils call.</summary>
    [Theory]
    [InlineData("calc", "osx-arm64")]
    [InlineData("calc", "win-arm64")]
    [InlineData("wasm", "osx-arm64")]
    [InlineData("wasm", "win-arm64")]
    public void Stencils_of_other_systems_that_differ_do_the_same_where_Linux_on_AArch64_runs(string set, string target) =>
        AssertPassed(RunOnArm64(vectors.StencilsOf(set, target), vectors.FileOf(set), vectors.StencilsOf(set, "linux-arm64")));

    [Theory, MemberData(nameof(Sets))]
    public void Every_stencil_does_the_same_on_Windows(string set)
    {
        var replay = vectors.WindowsReplay;
        Assert.SkipWhen(replay.Problem is not null, replay.Problem ?? "");
        AssertPassed(replay.Run(vectors.StencilsOf(set, "win-x64"), vectors.FileOf(set)));
    }

    [Theory, MemberData(nameof(Sets))]
    public void Every_micro_op_has_vectors_or_is_covered_by_a_scenario_for_a_reason(string set)
    {
        var stencils = LockStore.Read(Repository.Lock(set, "linux-x64"))!.Stencils;
        var covered = Scenarios.CoveredIn(set);
        var file = VectorFile.Read(vectors.FileOf(set));
        var names = stencils.Select(stencil => stencil.Name).Where(name => !name.StartsWith("harness_", StringComparison.Ordinal)).Distinct().ToList();
        Assert.DoesNotContain(names, name => file.Find(name) is null && !covered.ContainsKey(name));
        Assert.DoesNotContain(covered.Keys, name => !names.Contains(name));
        Assert.All(covered.Values, reason => Assert.NotEmpty(reason));
    }

    [Theory, MemberData(nameof(Sets))]
    public void Vectors_reach_every_trap_and_both_ways_of_every_condition(string set)
    {
        var file = VectorFile.Read(vectors.FileOf(set));
        var stencils = LockStore.Read(Repository.Lock(set, "linux-x64"))!;
        var conditions = stencils.Stencils.Where(stencil => stencil.Placement.EndsWith('?')).Select(stencil => stencil.Name).Distinct();
        Assert.All(conditions, name =>
        {
            var results = file.Find(name)!.Value.Vectors.Select(vector => vector.Result != 0).Distinct();
            Assert.Equal(2, results.Count());
        });
        var trapping = stencils.Stencils.Where(stencil => file.Find(stencil.Name) is not null)
            .SelectMany(stencil => stencil.Patches.Where(patch => patch.Source == PatchSource.Trap).Select(patch => (stencil.Name, Trap: stencils.Traps[patch.Index])))
            .Distinct();
        Assert.All(trapping, pair => Assert.Contains(file.Find(pair.Name)!.Value.Vectors, vector => vector.Ending == new Ending("trap", pair.Trap)));
    }

    [Theory, MemberData(nameof(Sets))]
    public void Two_C_compilers_agree_on_what_the_C_functions_mean(string set)
    {
        Assert.SkipWhen(vectors.Compilers.Count < 2, "needs gcc and clang");
        Assert.Equal(File.ReadAllLines(vectors.FileOf(set)), File.ReadAllLines(vectors.FileOf(set, vectors.Compilers[1])));
    }

    private static ProcessResult RunHere(params IEnumerable<string> files) => ProcessRunner.Run(
        Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet",
        [Path.Combine(AppContext.BaseDirectory, "StencilJit.Stencils.Replay.dll"), .. files]);

    private ProcessResult RunOnArm64(params IEnumerable<string> files)
    {
        var emulator = ProcessRunner.Find("qemu-aarch64-static", "qemu-aarch64");
        Assert.SkipWhen(emulator is null || !Directory.Exists(Sysroot), "There is no qemu-aarch64-static or no /usr/aarch64-linux-gnu: apt-get install qemu-user-static libc6-arm64-cross");
        return ProcessRunner.Run(emulator!, ["-L", Sysroot, vectors.Arm64Replay, .. files]);
    }

    private static void AssertPassed(ProcessResult result)
    {
        if (result.ExitCode != 0)
            Assert.Fail($"exit code {result.ExitCode}, last line '{result.Output.TrimEnd().Split('\n')[^1]}'\n{result.Errors}");
    }
}
