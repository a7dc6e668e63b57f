using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using StencilJit.Compiler.Targets;

namespace StencilJit.Compiler.Clang;

/// <summary>Runs clang once for a set and target.</summary>
internal sealed partial class ClangDriver(ClangTool clang)
{
    /// <summary>
    /// What every target is compiled with: optimised later by LLVM, as nothing but the micro-ops' text may decide the
    /// code. Value names are kept as they name the emit methods' parameters.
    /// </summary>
    public static IReadOnlyList<string> CommonArguments { get; } =
    [
        "-std=gnu17", "-O3", "-Xclang", "-disable-llvm-passes", "-emit-llvm", "-ffreestanding", "-fno-builtin", "-fomit-frame-pointer",
        "-fno-asynchronous-unwind-tables", "-fno-unwind-tables", "-fno-exceptions", "-fno-stack-protector", "-fno-jump-tables", "-fno-strict-aliasing",
        "-fwrapv", "-ffp-contract=off", "-fno-math-errno", "-fno-trapping-math", "-fno-discard-value-names", "-fcf-protection=none", "-fno-pic", "-fno-pie", "-fno-ident", "-Wall", "-Wextra",
        "-Werror=implicit-function-declaration", "-Werror=return-type", "-Wno-missing-noreturn", "-fno-color-diagnostics", "-fdiagnostics-absolute-paths",
    ];

    /// <summary>Compiles all sources as one translation unit.</summary>
    /// <returns>The bitcode, the files it was made from, and clang's warnings.</returns>
    /// <exception cref="CompilationException">SJ1001: clang's errors; SJ1002: clang ended otherwise.</exception>
    public async Task<ClangOutput> CompileAsync(CompileRequest request, TargetDescription target, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("stenciljit-");
        try
        {
            var bitcode = Path.Combine(folder.FullName, "set.bc");
            var dependencies = Path.Combine(folder.FullName, "set.d");
            var unit = Path.Combine(folder.FullName, "set.c");
            await File.WriteAllTextAsync(unit, Unit(request), new UTF8Encoding(false), cancellation);
            var start = new ProcessStartInfo(clang.Path) { RedirectStandardError = true, RedirectStandardInput = true };
            string[] arguments =
            [
                $"--target={target.ClangTriple ?? target.Triple}", .. CommonArguments, .. target.ClangArguments, .. request.IncludeDirectories.Select(path => "-I" + Path.GetFullPath(path)), .. request.ExtraArguments,
                "-MMD", "-MF", dependencies, "-c", unit, "-o", bitcode,
            ];
            foreach (var argument in arguments)
                start.ArgumentList.Add(argument);
            start.Environment["LC_ALL"] = "C";
            var (exitCode, messages) = await RunAsync(start, cancellation);
            var diagnostics = Parse(messages);
            var errors = diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
            if (errors.Count > 0)
                throw new CompilationException(diagnostics);
            if (exitCode != 0)
                throw new CompilationException("SJ1002", $"{clang.Path} ended with code {exitCode}: {messages.Trim()}", request.SetFolder);
            var files = DependencyFile.Parse(await File.ReadAllTextAsync(dependencies, cancellation)).Where(file => file != unit);
            return new ClangOutput(await File.ReadAllBytesAsync(bitcode, cancellation), [.. files], diagnostics);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Sorted, so that the order in which a project lists its files does not reach the bytes.
    private static string Unit(CompileRequest request) =>
        string.Concat(request.Sources.Select(Path.GetFullPath).Order(StringComparer.Ordinal)
            .Select(path => $"#include \"{path.Replace("\\", "/")}\"\n"));

    private static async Task<(int ExitCode, string Messages)> RunAsync(ProcessStartInfo start, CancellationToken cancellation)
    {
        using var process = Process.Start(start) ?? throw new CompilationException("SJ1002", $"{start.FileName} cannot be started.");
        process.StandardInput.Close();
        try
        {
            var messages = await process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return (process.ExitCode, messages);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            // It must not write into a folder that is about to go.
            await process.WaitForExitAsync(CancellationToken.None);
            throw;
        }
    }

    private static List<CompileDiagnostic> Parse(string messages) =>
    [
        .. messages.Split('\n').Select(line => MessagePattern().Match(line)).Where(match => match.Success).Select(match => new CompileDiagnostic(
            match.Groups["kind"].Value == "warning" ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error,
            match.Groups["kind"].Value == "warning" ? "SJ1003" : "SJ1001",
            match.Groups["text"].Value.Trim(), match.Groups["file"].Value, int.Parse(match.Groups["line"].Value), int.Parse(match.Groups["column"].Value))),
    ];

    [GeneratedRegex(@"^(?<file>.+?):(?<line>\d+):(?<column>\d+): (?<kind>warning|error|fatal error): (?<text>.*)$")]
    private static partial Regex MessagePattern();
}
