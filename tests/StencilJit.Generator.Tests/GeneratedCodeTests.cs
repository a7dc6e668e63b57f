using System.Reflection;
using System.Runtime.InteropServices;
using StencilJit.Runtime;

namespace StencilJit.Generator.Tests;

public class GeneratedCodeTests
{
    [Fact]
    public void A_tiny_set_of_two_targets_becomes_the_golden_files()
        => Goldens.Check(
            "Generator",
            GeneratorRun.Of(TinySet.X64, TinySet.Arm64).Result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString()));

    [Fact]
    public void The_order_of_the_locks_does_not_matter()
    {
        var forward = GeneratorRun.Of(TinySet.X64, TinySet.Arm64).Result.GeneratedSources;
        var backward = GeneratorRun.Of(TinySet.Arm64, TinySet.X64).Result.GeneratedSources;
        Assert.Equal(forward.Select(source => source.SourceText.ToString()), backward.Select(source => source.SourceText.ToString()));
    }

    [Fact]
    public void It_compiles_without_a_warning()
        => Assert.NotNull(GeneratorRun.Of(TinySet.X64, TinySet.Arm64).Load().GetType("Sample.TinyStencils"));

    [Fact]
    public unsafe void What_its_emit_method_emits_runs()
    {
        var (table, type) = LoadTable(GeneratorRun.Of(TinySet.X64, TinySet.Arm64));
        using var heap = new CodeHeap();
        using var writer = heap.Install(table).CreateWriter(4096);
        var address = writer.Address;
        type.GetMethod("AnswerI")!.Invoke(null, [writer, -123456789]);
        using var block = writer.Commit();
        Assert.Equal(-123456789, ((delegate* unmanaged<int>)address)());
    }

    [Fact]
    public void The_table_is_made_once_and_knows_its_set()
    {
        var (table, type) = LoadTable(GeneratorRun.Of(TinySet.X64, TinySet.Arm64));
        Assert.Same(table, type.GetProperty("Table")!.GetValue(null));
        Assert.Equal("tiny", table.Name);
        Assert.Equal(["integer_overflow", "out_of_bounds"], table.Traps);
        Assert.Equal(512 + 1 + 1 + 8 + 8, table.VariantCount);
    }

    [Fact]
    public void Another_system_is_refused_with_what_there_is()
    {
        var error = TableError(GeneratorRun.Of(TinySet.X64 with { Target = "win-x64" }, TinySet.Arm64 with { Target = "plan9-arm64" }));
        Assert.Contains("has no code for", error.Message);
        Assert.Contains(RuntimeInformation.ProcessArchitecture.ToString(), error.Message);
        Assert.Contains("it was compiled for plan9-arm64, win-x64", error.Message);
    }

    [Fact]
    public void A_processor_without_a_feature_is_refused_with_its_name()
    {
        var family = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? "X86" : "Arm";
        var missing = typeof(System.Runtime.Intrinsics.Vector128).Assembly.GetExportedTypes()
            .Where(type => type.Namespace == "System.Runtime.Intrinsics." + family && !type.IsNested)
            .FirstOrDefault(type => type.GetProperty("IsSupported", BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.Static) is { } property && !(bool)property.GetValue(null)!);
        Assert.SkipWhen(missing is null, "This processor has every feature.");
        var error = TableError(GeneratorRun.Of(
            TinySet.X64 with { Features = family == "X86" ? [missing.Name, "X86Base"] : [] },
            TinySet.Arm64 with { Features = family == "Arm" ? ["ArmBase", missing.Name] : [] }));
        Assert.EndsWith($"this processor lacks {missing.Name}.", error.Message);
    }

    [Fact]
    public void The_class_is_where_its_metadata_says()
    {
        var run = new GeneratorRun([GeneratorRun.Lock(TinySet.X64)], new LockOptions("Sample", ("StencilClass", "My.Machine.Ops")));
        Assert.False(run.Load().GetType("My.Machine.Ops", throwOnError: true)!.IsPublic);
    }

    [Fact]
    public void Two_sets_become_two_classes()
    {
        var assembly = GeneratorRun.Of(TinySet.X64, TinySet.X64 with { Name = "other_set", Traps = [], Data = [], Stencils = [TinySet.X64.Stencils[0]] }).Load();
        Assert.NotNull(assembly.GetType("Sample.TinyStencils"));
        Assert.NotNull(assembly.GetType("Sample.OtherSetStencils"));
    }

    private static (StencilTable Table, Type Type) LoadTable(GeneratorRun run)
    {
        var type = run.Load().GetType("Sample.TinyStencils", throwOnError: true)!;
        return ((StencilTable)type.GetProperty("Table")!.GetValue(null)!, type);
    }

    private static PlatformNotSupportedException TableError(GeneratorRun run)
        => Assert.IsType<PlatformNotSupportedException>(Assert.Throws<TargetInvocationException>(() => LoadTable(run)).InnerException);
}
