using System.Buffers.Binary;
using StencilJit.Runtime.Tracing;
using StencilJit.Wasm;

namespace StencilJit.Tool.Traces;

/// <summary>A block of a trace with its lock and its source.</summary>
/// <param name="number">Its number in the trace.</param>
/// <param name="code">The block.</param>
/// <param name="stencils">The lock that it was stitched from.</param>
internal sealed class TracedBlock(int number, StitchBlock code, NumberedStencils stencils)
{
    private readonly Lazy<Module?> module = new(() => Decode(code.Source));

    public int Number => number;

    public StitchBlock Code => code;

    public NumberedStencils Stencils => stencils;

    /// <summary>The module that it was compiled from; null where its source is none.</summary>
    public Module? Module => module.Value;

    /// <summary>How many bytes were compiled: a module's functions, or the whole of another source; 0 without any.</summary>
    public long SourceBytes => Module is { } decoded ? decoded.Bodies.Sum(body => (long)body.Length) : code.Source?.Content.Length ?? 0;

    /// <summary>The name of the part of the code that an offset is in; empty where it is in none.</summary>
    public string RegionName(int offset) => code.RegionAt(offset) is var region and >= 0 ? code.Regions[region].Name : "";

    /// <summary>
    /// Where an entry of a table of jumps leads, as an offset in the code; null for anything else. Such an entry is recorded as
    /// padding of 4 bytes: the distance to a stencil of the block, which instructions that do nothing do not happen to be.
    /// </summary>
    public int? TableTarget(StitchEntry entry)
    {
        if (!entry.IsPadding || entry.Length != sizeof(int))
            return null;
        var target = (long)entry.Offset + BinaryPrimitives.ReadInt32LittleEndian(entry.Code);
        return code.IndexAt(target) is var index and >= 0 && code[index].Offset == target ? (int)target : null;
    }

    /// <summary>An instruction of the source as text; empty where its format is unknown.</summary>
    public string InstructionText(long source)
    {
        if (Module is not { } decoded || source < 0)
            return "";
        try
        {
            return InstructionReader.ReadAt(decoded, source).Text;
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or WasmFormatException)
        {
            // The recorder's numbers need not be right.
            return "";
        }
    }

    private static Module? Decode(StitchSource? source)
    {
        if (source?.Format != "wasm")
            return null;
        try
        {
            return Module.Decode(source.Content);
        }
        catch (WasmModuleException)
        {
            return null;
        }
    }
}
