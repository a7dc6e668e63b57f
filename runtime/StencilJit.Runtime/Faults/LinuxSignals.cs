using System.Runtime.InteropServices;

namespace StencilJit.Runtime.Faults;

/// <summary>The C library's signal functions on Linux, under their own names.</summary>
internal static unsafe partial class LinuxSignals
{
    /// <summary>What touching a page without access ends in. (SIGBUS is for pages that are there and cannot be had.)</summary>
    public const int SIGSEGV = 11;

    [LibraryImport("libc", SetLastError = true)]
    public static partial int sigaction(int signal, LinuxSignalAction* action, LinuxSignalAction* previous);
}
