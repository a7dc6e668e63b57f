using StencilJit.Runtime.Tracing;
using StencilJit.Wasm;

namespace StencilJit.Tool.Traces;

/// <summary>Collects what <c>trace --function</c> shows of a function.</summary>
internal static class ListingBuilder
{
    /// <summary>Lists a function.</summary>
    /// <param name="code">The trace.</param>
    /// <param name="block">The function's block.</param>
    /// <param name="region">The number of the function's region in the block.</param>
    /// <param name="withAssembly">Whether machine instructions are shown.</param>
    /// <param name="cancellation">Stops between stencils.</param>
    /// <exception cref="Compiler.CompilationException">Machine instructions are asked for, and there is no libLLVM.</exception>
    public static FunctionListing Build(TracedCode code, TracedBlock block, int region, bool withAssembly, CancellationToken cancellation)
    {
        var part = block.Code.Regions[region];
        using var decoder = withAssembly ? new StitchedDecoder(block.Stencils.Set) : null;
        var stencils = new ListedStencilBuilder(block, part, decoder, code.Samples is { } index ? index.Of(block).ToArray() : null);
        var rows = new Rows(block, part);
        for (var entry = FirstEntry(block.Code, part); entry < block.Code.Count && IsIn(block.Code, entry, region); entry++)
        {
            cancellation.ThrowIfCancellationRequested();
            rows.Add(block.Code[entry].Source, stencils.Build(entry));
        }

        var listed = rows.ToList();
        var all = listed.SelectMany(row => row.Stencils).ToList();
        return new FunctionListing(
            part.Name, part.Id, block.Number, block.Code.SetName, block.Stencils.Set.Target, $"0x{block.Code.Address + part.Offset:x}", part.Offset, part.Length,
            all.Count(stencil => stencil.Operation is not (ListedStencilBuilder.Padding or ListedStencilBuilder.TableEntry)),
            code.Samples is null ? null : all.Sum(stencil => stencil.Samples), listed);
    }

    // Stencils without code at the function's start are its own, and have the same offset.
    private static int FirstEntry(StitchBlock block, StitchRegion part)
    {
        var entry = block.IndexAt(part.Offset);
        if (entry < 0)
            return block.Count;
        while (entry > 0 && block[entry - 1].Offset == part.Offset)
            entry--;
        return entry;
    }

    private static bool IsIn(StitchBlock block, int entry, int region) =>
        block[entry].Offset < block.Regions[region].Offset + block.Regions[region].Length;

    /// <summary>Brings stencils and the instructions that they come from together.</summary>
    private sealed class Rows(TracedBlock block, StitchRegion part)
    {
        private readonly IReadOnlyList<Instruction> instructions = Instructions(block, part);
        private readonly List<ListedInstruction> rows = [];
        private List<ListedStencil> current = [];
        private int next;

        public void Add(long source, ListedStencil stencil)
        {
            if (rows.Count == 0 || rows[^1].Source != source)
            {
                PassUpTo(source);
                var isNext = next < instructions.Count && instructions[next].Offset == source;
                current = [];
                rows.Add(new ListedInstruction(source, isNext ? instructions[next++].Text : block.InstructionText(source), current));
            }

            current.Add(stencil);
        }

        public IReadOnlyList<ListedInstruction> ToList()
        {
            PassUpTo(long.MaxValue);
            return rows;
        }

        private void PassUpTo(long source)
        {
            for (; next < instructions.Count && instructions[next].Offset < source; next++)
                rows.Add(new ListedInstruction(instructions[next].Offset, instructions[next].Text, []));
        }

        private static IReadOnlyList<Instruction> Instructions(TracedBlock block, StitchRegion part)
        {
            if (block.Module is not { } module || part.Id < module.ImportedFunctionCount || part.Id >= module.FunctionTypeIndices.Length)
                return [];
            try
            {
                return InstructionReader.ReadFunction(module, (int)part.Id);
            }
            catch (WasmFormatException)
            {
                return [];
            }
        }
    }
}
