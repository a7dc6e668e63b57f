namespace StencilJit.Compiler.Discovery;

/// <summary>The system that compilers are looked for on.</summary>
internal enum HostSystem
{
    /// <summary>Debian, Fedora, Alpine and their kin.</summary>
    Linux,

    /// <summary>With Homebrew or MacPorts: Apple's own tools bring no libLLVM.</summary>
    MacOS,

    /// <summary>With LLVM's installer.</summary>
    Windows,
}
