namespace StencilJit.Compiler.Discovery;

/// <summary>The folders that LLVM is installed to by custom, with bin and lib in each.</summary>
internal static class LlvmFolders
{
    /// <summary>Those that are named after one major version.</summary>
    public static IEnumerable<string> OfVersion(Machine machine, int version) => machine.System switch
    {
        // Homebrew on AArch64 and on x86-64, MacPorts.
        HostSystem.MacOS => [machine.At($"/opt/homebrew/opt/llvm@{version}"), machine.At($"/usr/local/opt/llvm@{version}"), machine.At($"/opt/local/libexec/llvm-{version}")],
        HostSystem.Windows => [],
        // Debian, Alpine, Fedora.
        _ => [machine.At($"/usr/lib/llvm-{version}"), machine.At($"/usr/lib/llvm{version}"), machine.At($"/usr/lib64/llvm{version}")],
    };

    /// <summary>Those that hold whatever version is installed.</summary>
    public static IEnumerable<string> OfAnyVersion(Machine machine) => machine.System switch
    {
        HostSystem.MacOS => [machine.At("/opt/homebrew/opt/llvm"), machine.At("/usr/local/opt/llvm")],
        HostSystem.Windows => machine.Variable("ProgramFiles") is { } programs ? [Path.Combine(programs, "LLVM")] : [],
        _ => [machine.At("/usr/local"), machine.At("/usr")],
    };

    /// <summary>Where clang is in such a folder.</summary>
    public static string Clang(Machine machine, string folder) => Path.Combine(folder, "bin", machine.Executable("clang"));

    /// <summary>Where libLLVM may be in such a folder.</summary>
    public static IEnumerable<string> Libraries(Machine machine, string folder) => machine.System switch
    {
        HostSystem.MacOS => [Path.Combine(folder, "lib", "libLLVM.dylib")],
        // The installer's one library with the C API.
        HostSystem.Windows => [Path.Combine(folder, "bin", "LLVM-C.dll")],
        _ => [Path.Combine(folder, "lib", "libLLVM.so"), Path.Combine(folder, "lib64", "libLLVM.so")],
    };
}
