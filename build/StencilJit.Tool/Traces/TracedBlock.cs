using StencilJit.Runtime.Tracing;
using StencilJit.Wasm;

namespace StencilJit.Tool.Traces;

/// <summary>A block of a trace with its lock and its source.</summary>
/// <param name="number">Its number in the trace.</param>
/// <param name="code">The block.</param>
/// <param name="table">The lock that it was stitched from.</param>
internal sealed class TracedBlock(int number, StitchBlock code, VariantTable table)
{
    private readonly Lazy<Module?> module = new(() => Decode(code.Source));

    public int Number => number;

    public StitchBlock Code => code;

    public VariantTable Table => table;

    /// <summary>The module that it was compiled from; null where its source is none.</summary>
    public Module? Module => module.Value;

    /// <summary>How many bytes were compiled: a module's functions, or the whole of another source; 0 without any.</summary>
    public long SourceBytes => Module is { } decoded ? decoded.Bodies.Sum(body => (long)body.Length) : code.Source?.Content.Length ?? 0;

    /// <summary>The name of the part of the code that an offset is in; empty where it is in none.</summary>
    public string RegionName(int offset) => code.RegionAt(offset) is var region and >= 0 ? code.Regions[region].Name : "";

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
