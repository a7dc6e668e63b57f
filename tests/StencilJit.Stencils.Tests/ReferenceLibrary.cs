using System.Runtime.InteropServices;
using StencilJit.Stencils.Replay;

namespace StencilJit.Stencils.Tests;

/// <summary>A set's C functions, compiled by an ordinary C compiler: see stenciljit_reference.h.</summary>
internal sealed unsafe class ReferenceLibrary : IDisposable
{
    // The fields of struct stenciljit_reference_outcome: the addresses of strings.
    private const int Way = 0;
    private const int WayName = 1;
    private const int MissingHole = 2;

    // Of a class.
    private const int MostOperands = 4;

    private readonly nint library;
    private readonly nint* outcome;
    private readonly delegate* unmanaged<byte*, ulong, int> set;
    private readonly delegate* unmanaged<void*, ulong*, ulong*, int, ulong> run;
    private readonly Dictionary<string, nint> names = new(StringComparer.Ordinal);

    private ReferenceLibrary(string path)
    {
        library = NativeLibrary.Load(path);
        outcome = (nint*)Export("stenciljit_reference_outcome");
        set = (delegate* unmanaged<byte*, ulong, int>)Export("stenciljit_reference_set");
        run = (delegate* unmanaged<void*, ulong*, ulong*, int, ulong>)Export("stenciljit_reference_run");
    }

    /// <summary>Compiles a set.</summary>
    /// <param name="name">The set.</param>
    /// <param name="compiler">The C compiler.</param>
    /// <param name="folder">Where the library is put.</param>
    public static ReferenceLibrary Build(string name, string compiler, string folder)
    {
        var path = Path.Combine(folder, $"lib{name}-{Path.GetFileName(compiler)}.so");
        var result = ProcessRunner.Run(
            compiler,
            ["-std=gnu17", "-Wall", "-Wextra", "-Werror", "-Wno-unknown-pragmas", "-O1", "-ffp-contract=off", "-fPIC", "-shared", "-DSTENCILJIT_REFERENCE", $"-I{Repository.Include}", .. Repository.Sources(name), "-lm", "-o", path]);
        return result.ExitCode == 0 ? new ReferenceLibrary(path) : throw new InvalidOperationException($"{compiler} refused the reference build of '{name}':\n{result.Errors}");
    }

    public ref ulong Pinned(string name) => ref *(ulong*)Export($"stenciljit_pinned_{name}");

    /// <summary>Runs a micro-op on the memory that is there.</summary>
    /// <returns>How it ended, and the bits of its result.</returns>
    public (Ending Ending, ulong Result) Run(Signature signature, ulong[] operands, IEnumerable<(string Name, ulong Value)> holes)
    {
        _ = set(null, 0);
        foreach (var (name, value) in holes)
        {
            if (set((byte*)Name(name), value) == 0)
                throw new InvalidOperationException($"'{signature.Name}' has more holes than stenciljit_reference.h has room for.");
        }

        if (operands.Length > MostOperands)
            throw new InvalidOperationException($"'{signature.Name}' has more operands than stenciljit_reference_run passes on.");
        var integers = stackalloc ulong[MostOperands];
        var floats = stackalloc ulong[MostOperands];
        var integerCount = 0;
        var floatCount = 0;
        for (var i = 0; i < operands.Length; i++)
        {
            if (signature.Operands[i].Type.IsFloat())
                floats[floatCount++] = operands[i];
            else
                integers[integerCount++] = operands[i];
        }

        var result = run((void*)Export(signature.Name), integers, floats, signature.Result.IsFloat() ? 1 : 0);
        if (outcome[MissingHole] != 0)
            throw new InvalidOperationException($"'{signature.Name}' reads the hole '{Marshal.PtrToStringUTF8(outcome[MissingHole])}', which has no value.");
        var ending = new Ending(Marshal.PtrToStringUTF8(outcome[Way])!, Marshal.PtrToStringUTF8(outcome[WayName])!);
        return (ending, ending == Ending.Continue && signature.Result != OperandType.Void ? result & signature.Result.Mask() : 0);
    }

    public void Dispose()
    {
        NativeLibrary.Free(library);
        foreach (var name in names.Values)
            Marshal.FreeCoTaskMem(name);
    }

    private nint Export(string name) => NativeLibrary.GetExport(library, name);

    /// <summary>The name as C reads it; kept, for the library keeps the address.</summary>
    private nint Name(string name)
    {
        if (!names.TryGetValue(name, out var address))
            names.Add(name, address = Marshal.StringToCoTaskMemUTF8(name));
        return address;
    }
}
