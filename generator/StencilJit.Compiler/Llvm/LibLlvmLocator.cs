using System.Runtime.InteropServices;

namespace StencilJit.Compiler.Llvm;

/// <summary>Finds the newest libLLVM on the machine, from version 19 on.</summary>
public static class LibLlvmLocator
{
    /// <summary>The oldest LLVM whose <c>preserve_none</c> convention the stencils can rely on.</summary>
    public const int OldestVersion = 19;

    private const int NewestVersion = 40;

    private static readonly Lock Gate = new();
    private static nint handle;

    /// <summary>Names the shared library's files in the order they are tried.</summary>
    /// <returns>File names and paths, newest version first; the path in STENCILJIT_LIBLLVM alone where it is set.</returns>
    public static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("STENCILJIT_LIBLLVM") is { Length: > 0 } path)
        {
            yield return path;
            yield break;
        }
        for (var version = NewestVersion; version >= OldestVersion; version--)
        {
            yield return $"libLLVM.so.{version}.1";
            yield return $"libLLVM-{version}.so";
            yield return $"/usr/lib/llvm-{version}/lib/libLLVM.so";
            yield return $"/opt/homebrew/opt/llvm@{version}/lib/libLLVM.dylib";
        }
    }

    /// <summary>Loads libLLVM once for the process.</summary>
    /// <returns>Its handle; 0 where there is none.</returns>
    public static nint Load()
    {
        lock (Gate)
        {
            if (handle != 0)
                return handle;
            foreach (var candidate in Candidates())
                if (NativeLibrary.TryLoad(candidate, out handle))
                    return handle;
            return 0;
        }
    }
}
