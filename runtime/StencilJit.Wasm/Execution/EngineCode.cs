using StencilJit.Runtime;
using StencilJit.Runtime.Tracing;

namespace StencilJit.Wasm.Execution;

/// <summary>The code heap of an engine, with the pieces of code that all modules share.</summary>
internal sealed unsafe class EngineCode : SharedResource
{
    private const int SharedCodeBytes = 64 << 10;

    private readonly BoundaryCode _boundary;

    public EngineCode(long codeSpace, StitchLog? log, BoundsChecks boundsChecks)
    {
        Heap = new CodeHeap(codeSpace);
        try
        {
            Image = Heap.Install(WasmStencils.Table);
            _boundary = new BoundaryCode(Image);
            EmitTraps(log, out nint outOfBounds);
            EmitEntry(log);
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

    /// <summary>The C function that runs a stitched block with a frame, a memory base and an instance.</summary>
    public delegate* unmanaged<nint, ulong*, byte*, Native.NativeInstance*, void> Enter { get; private set; }

    /// <summary>
    /// The stitched block that calls the function in the first slot of its frame, with arguments and results in the slots behind.
    /// </summary>
    /// <param name="type">The function's type.</param>
    public nint Run(FunctionType type) => _boundary.Run(type);

    /// <summary>The code of every host function of a type.</summary>
    public nint HostEntry(FunctionType type) => _boundary.HostEntry(type);

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

    private void EmitEntry(StitchLog? log)
    {
        using var writer = Image.CreateWriter(SharedCodeBytes, log);
        log?.BeginRegion("entry thunk", 0);
        Enter = (delegate* unmanaged<nint, ulong*, byte*, Native.NativeInstance*, void>)writer.Address;
        writer.Emit(WasmStencils.Id.Enter);
        writer.Commit();
    }

    protected override void Free() => Heap.Dispose();
}
