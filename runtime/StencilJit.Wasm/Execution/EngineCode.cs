using StencilJit.Runtime;
using StencilJit.Runtime.Tracing;

namespace StencilJit.Wasm.Execution;

/// <summary>The code heap of an engine, with the pieces of code that all modules share.</summary>
internal sealed unsafe class EngineCode : SharedResource
{
    private const int SharedCodeBytes = 64 << 10;

    public EngineCode(long codeSpace, StitchLog? log, BoundsChecks boundsChecks)
    {
        Heap = new CodeHeap(codeSpace);
        try
        {
            Image = Heap.Install(WasmStencils.Table);
            EmitTraps(log, out nint outOfBounds);
            EmitEntries(log);
            if (boundsChecks == BoundsChecks.Guard)
                Guards = new MemoryGuards(Heap, outOfBounds);
        }
        catch
        {
            Heap.Dispose();
            throw;
        }
    }

    public CodeHeap Heap { get; }

    public StencilImage Image { get; }

    /// <summary>What guards the memories, or null where the code checks bounds: code and memories of an engine go together.</summary>
    public MemoryGuards? Guards { get; }

    /// <summary>The stitched block that calls the function in the first slot of its frame.</summary>
    public nint Run { get; private set; }

    /// <summary>The code of every host function.</summary>
    public nint HostEntry { get; private set; }

    /// <summary>The C function that runs a stitched block with a frame, a memory base and an instance.</summary>
    public delegate* unmanaged<nint, ulong*, byte*, Native.NativeInstance*, void> Enter { get; private set; }

    private void EmitTraps(StitchLog? log, out nint outOfBounds)
    {
        outOfBounds = 0;
        using var writer = Image.CreateWriter(SharedCodeBytes, log);
        foreach (var trap in Enum.GetValues<WasmStencils.Trap>())
        {
            writer.Align(16);
            nint address = writer.Address;
            log?.BeginRegion($"trap {Image.Table.Traps[(int)trap]}", (int)trap);
            if (trap == WasmStencils.Trap.Stored)
                writer.Emit(WasmStencils.Id.TrapExitStored);
            else
                writer.Emit(WasmStencils.Id.TrapExit, TrapCode.Of(trap));
            Image.SetTrap((int)trap, address);
            if (trap == WasmStencils.Trap.OutOfBounds)
                outOfBounds = address;
        }

        writer.Commit();
    }

    private void EmitEntries(StitchLog? log)
    {
        using var writer = Image.CreateWriter(SharedCodeBytes, log);
        log?.BeginRegion("call from .NET", 0);
        Run = writer.Address;
        writer.Emit(WasmStencils.Id.RunEnter);
        writer.Emit(WasmStencils.Id.RunCall);
        writer.Emit(WasmStencils.Id.FunctionReturn);
        writer.Align(16);
        log?.BeginRegion("call of a host function", 1);
        HostEntry = writer.Address;
        writer.Emit(WasmStencils.Id.HostEntry);
        writer.Emit(WasmStencils.Id.FunctionReturn);
        writer.Align(16);
        log?.BeginRegion("entry thunk", 2);
        Enter = (delegate* unmanaged<nint, ulong*, byte*, Native.NativeInstance*, void>)writer.Address;
        writer.Emit(WasmStencils.Id.Enter);
        writer.Commit();
    }

    protected override void Free() => Heap.Dispose();
}
