using System.Diagnostics;
using StencilJit.Benchmarks.Measuring;
using StencilJit.Compiler.Clang;
using StencilJit.Compiler.Locks;
using StencilJit.Compiler.Targets;

namespace StencilJit.Benchmarks.Stencils;

/// <summary>
/// Compiles the micro-ops of the WebAssembly set with one process of clang each: the micro-op is what a file keeps of the C
/// source that it includes.
/// </summary>
internal sealed class ProcessPerOp
{
    private readonly ClangTool clang;
    private readonly TargetDescription target;
    private readonly List<(string Name, string File)> ops;

    public ProcessPerOp(ClangTool clang, TargetDescription target)
    {
        this.clang = clang;
        this.target = target;
        var stencils = LockStore.Read(Repository.WasmLock(target.Rid))!.Stencils.Where(stencil => !stencil.Source.StartsWith('(')).ToList();
        StencilCount = stencils.Count;
        ops = [.. stencils.Select(stencil => (stencil.Name, stencil.Source.Split(':')[0])).Distinct()];
    }

    public int OpCount => ops.Count;

    public int StencilCount { get; }

    /// <summary>Compiles all; gives the CPU seconds.</summary>
    public double CompileAll() => Measure(ops);

    /// <summary>Compiles one.</summary>
    public double Compile(string name) => Measure(ops.Where(op => op.Name == name));

    private double Measure(IEnumerable<(string Name, string File)> chosen)
    {
        var folder = Directory.CreateTempSubdirectory("stenciljit-benchmark-");
        try
        {
            var before = ProcessorTime.Total() ?? 0;
            foreach (var (name, file) in chosen)
                Compile(folder.FullName, name, file);
            return (ProcessorTime.Total() ?? 0) - before;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private void Compile(string folder, string name, string file)
    {
        var unit = Path.Combine(folder, name + ".c");
        File.WriteAllText(unit, $"""
            #include "stenciljit.h"
            #undef STENCIL
            #undef STENCIL_SPILLED
            #undef ENTRY
            #define STENCIL(placements) static __attribute__((unused))
            #define STENCIL_SPILLED(placements) static __attribute__((unused))
            #define ENTRY static __attribute__((unused))
            #include "{Path.Combine(Repository.WasmSet, file)}"
            __attribute__((used)) void *const keep = (void *){name};

            """);
        using var process = Process.Start(new ProcessStartInfo(clang.Path,
        [
            $"--target={target.ClangTriple ?? target.Triple}", "-O3", "-std=gnu17", "-ffreestanding", "-fomit-frame-pointer", "-fno-asynchronous-unwind-tables",
            "-fno-jump-tables", "-fno-stack-protector", .. target.ClangArguments, "-I" + Repository.StencilHeaders, "-I" + Repository.WasmSet, "-c", unit, "-o", Path.ChangeExtension(unit, ".o"),
        ])
        { RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"clang cannot compile {name} alone: {errors}");
    }
}
