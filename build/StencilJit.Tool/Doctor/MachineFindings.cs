using System.Runtime.InteropServices;
using StencilJit.Compiler.Clang;
using StencilJit.Compiler.Llvm;
using StencilJit.Runtime;

namespace StencilJit.Tool.Doctor;

/// <summary>Looks at the machine: what can be compiled, stitched and tested on it.</summary>
internal static class MachineFindings
{
    private const string Compiling = "compiling";
    private const string Stitching = "stitching";
    private const string Testing = "testing";

    public static IEnumerable<Finding> All(string? clang) => [.. Compilers(clang), .. Runtime(), .. Emulators()];

    private static IEnumerable<Finding> Compilers(string? clang)
    {
        var suggested = Math.Max(LlvmLibrary.MajorVersion, 22);
        yield return LlvmLibrary.Version is { } version
            ? new Finding(Compiling, "libLLVM", FindingState.Good, $"{version}")
            : new Finding(Compiling, "libLLVM", FindingState.Absent, $"none from {LibLlvmLocator.OldestVersion} on: stencils can be neither compiled nor disassembled", $"apt-get install libllvm{suggested}");
        yield return ClangLocator.Find(clang) is { } found
            ? new Finding(Compiling, "clang", FindingState.Good, $"{found.Version}, {found.Path}")
            : new Finding(Compiling, "clang", FindingState.Absent, $"none from {LibLlvmLocator.OldestVersion} to libLLVM's version: locks are used as they are", $"apt-get install clang-{suggested}");
        yield return Program(Compiling, "llvm-mca", "estimates of cycles are left out", $"apt-get install llvm-{suggested}", $"llvm-mca-{suggested}", "llvm-mca");
    }

    private static IEnumerable<Finding> Runtime()
    {
        yield return new Finding(Stitching, "runtime", FindingState.Good, $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}");
        yield return CodeHeap();
    }

    private static Finding CodeHeap()
    {
        try
        {
            using var heap = new CodeHeap(1 << 20);
            return new Finding(Stitching, "W^X", FindingState.Good, heap.Protection == WriteProtection.SeparateMappings
                ? "separate mappings to write and to execute"
                : "pages change from writable to executable (no double mapping on this system)");
        }
        catch (Exception e) when (e is PlatformNotSupportedException or OutOfMemoryException or IOException)
        {
            return new Finding(Stitching, "W^X", FindingState.Problem, e.Message, "allow executable memory, or run on Linux, macOS or Windows");
        }
    }

    private static IEnumerable<Finding> Emulators()
    {
        yield return Program(Testing, "arm64 emulator", "tests of linux-arm64 are skipped", "apt-get install qemu-user-static libc6-arm64-cross", "qemu-aarch64-static", "qemu-aarch64");
        yield return Program(Testing, "win-x64 emulator", "tests of win-x64 are skipped", "apt-get install wine64 libz-mingw-w64", "wine64", "/usr/lib/wine/wine64", "wine");
        yield return Program(Testing, "C compiler", "stencils cannot be compared with plain C", "apt-get install gcc libc6-dev", "gcc", "cc");
        yield return Program(Testing, "node", "tests beside Node are skipped", "apt-get install nodejs npm", "node");
        yield return Program(Testing, "browser", "tests of the report are skipped", "apt-get install chromium", "chromium", "google-chrome");
        yield return Program(Testing, "perf", "samples cannot be recorded for 'stenciljit trace'", "apt-get install linux-perf", "perf");
    }

    private static Finding Program(string area, string name, string without, string advice, params ReadOnlySpan<string> names) =>
        ProgramFinder.Find(names) is { } path
            ? new Finding(area, name, FindingState.Good, path)
            : new Finding(area, name, FindingState.Absent, $"not there: {without}", advice);
}
