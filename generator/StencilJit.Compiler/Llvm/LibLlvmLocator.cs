using System.Runtime.InteropServices;
using StencilJit.Compiler.Discovery;

namespace StencilJit.Compiler.Llvm;

/// <summary>Finds the newest libLLVM on the machine, from version 19 on.</summary>
public static unsafe class LibLlvmLocator
{
    /// <summary>The oldest LLVM whose <c>preserve_none</c> convention the stencils can rely on.</summary>
    public const int OldestVersion = LlvmVersions.Oldest;

    private static readonly Lock Gate = new();
    private static readonly List<string> Unfit = [];
    private static nint handle;
    private static string loaded = "";

    /// <summary>Has clang and libLLVM taken from a folder that LLVM is installed in, as STENCILJIT_LLVM does.</summary>
    /// <exception cref="CompilationException">SJ1207: this process has loaded another libLLVM before.</exception>
    public static void Use(string folder)
    {
        lock (Gate)
        {
            Machine.Set(LibrarySearch.FolderVariable, folder);
            if (handle != 0 && !Candidates().Contains(loaded))
                throw new CompilationException("SJ1207", $"This process has loaded {loaded} before it was asked for the LLVM in '{folder}'. Build again with -nodeReuse:false.");
        }
    }

    /// <summary>Names the shared library's files in the order they are tried.</summary>
    /// <returns>
    /// The path in STENCILJIT_LIBLLVM alone where it is set, else that in the folder STENCILJIT_LLVM; else file names and
    /// paths, newest version first.
    /// </returns>
    public static IEnumerable<string> Candidates() => LibrarySearch.Candidates(Machine.Current);

    /// <summary>Loads libLLVM once for the process.</summary>
    /// <returns>Its handle; 0 where there is none.</returns>
    public static nint Load()
    {
        lock (Gate)
        {
            if (handle != 0)
                return handle;
            Unfit.Clear();
            foreach (var candidate in Candidates())
                if (NativeLibrary.TryLoad(candidate, out var library))
                {
                    if (Fits(candidate, library))
                    {
                        loaded = candidate;
                        return handle = library;
                    }
                    NativeLibrary.Free(library);
                }
            return 0;
        }
    }

    /// <summary>Says what was found in place of a libLLVM, and what to install.</summary>
    internal static string Problem()
    {
        lock (Gate)
        {
            var place = LibrarySearch.NamedPlace(Machine.Current);
            var found = place is null ? Unfit.Concat(LibrarySearch.TooOld(Machine.Current).Select(path => $"{path} is older")).ToList() : Unfit;
            return $"No libLLVM from version {OldestVersion} on was found{(place is null ? "" : $" in '{place}'")}{(found.Count == 0 ? "" : $": {string.Join("; ", found)}")}. "
                + $"Install one ({LlvmVersions.InstallCommand(Machine.Current, LlvmVersions.Tried)}), "
                + $"or name it in {LibrarySearch.FileVariable}, or LLVM's folder in StencilLlvm or {LibrarySearch.FolderVariable}.";
        }
    }

    private static bool Fits(string path, nint library)
    {
        uint major = 0, minor = 0, patch = 0;
        if (NativeLibrary.TryGetExport(library, "LLVMGetVersion", out var getVersion))
            ((delegate* unmanaged[Cdecl]<uint*, uint*, uint*, void>)getVersion)(&major, &minor, &patch);
        if (major >= OldestVersion)
            return true;
        Unfit.Add(major == 0 ? $"{path} does not tell its version" : $"{path} is {major}.{minor}.{patch}");
        return false;
    }
}
