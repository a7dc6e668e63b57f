using StencilJit.Runtime.Tests;
using StencilJit.Runtime.Tracing;

namespace StencilJit.Wasm.Tests.Tracing;

public sealed class ModuleTraceTests
{
    private const byte LocalGet = 0x20, I32Add = 0x6A, Block = 0x02, BranchIf = 0x0D, End = 0x0B, LessThan = 0x48;

    public static TheoryData<string> Samples =>
        [.. new DirectoryInfo(Path.Combine(AppContext.BaseDirectory, "Samples"))
            .EnumerateFiles("*.wasm")
            .Select(file => Path.GetFileNameWithoutExtension(file.Name))
            .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Recorded_code_is_the_code_that_is_not_recorded_and_can_be_stitched_again(string sample)
    {
        using var engine = new Engine();
        byte[] module = Bytes(sample);
        byte[] without = Code(engine, module, null);
        var log = new StitchLog();
        Assert.Equal(without, Code(engine, module, log));

        var block = Assert.Single(log.ToTrace().Blocks);
        Assert.Equal(without, block.Code.ToArray());
        using var writer = engine.Code.Image.CreateWriter(block.Code.Length);
        Assert.Equal(block.Address, writer.Address);
        writer.Emit(block);
        using var again = writer.Commit();
        Assert.Equal(without, ExecutableBytes(again.Address, again.Length));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Entries_cover_the_code_and_each_comes_from_an_instruction_of_its_function(string sample)
    {
        var (module, block) = Record(Bytes(sample));
        var starts = new Dictionary<long, int>();
        for (int function = module.ImportedFunctionCount; function < module.FunctionTypeIndices.Length; function++)
        {
            foreach (var instruction in InstructionReader.ReadFunction(module, function))
                starts.Add(instruction.Offset, function);
        }

        int end = 0;
        foreach (var entry in block)
        {
            Assert.Equal(end, entry.Offset);
            end += entry.Length;
            if (entry.IsPadding)
                Assert.Equal(StitchEntry.NoSource, entry.Source);
            else if (entry.Length > 0)
                Assert.Equal(starts[entry.Source], (int)block.Regions[block.RegionAt(entry.Offset)].Id);
        }

        Assert.Equal(block.Code.Length, end);
        Assert.Equal(
            Enumerable.Range(module.ImportedFunctionCount, module.Bodies.Length).Select(function => (module.DescribeFunction(function), (long)function)),
            block.Regions.Select(region => (region.Name, region.Id)));
    }

    [Fact]
    public void A_trace_has_the_module_and_names_functions_and_what_was_stitched_for_each_instruction()
    {
        byte[] bytes = new ModuleUnderTest()
            .ImportFunction("imported", new FunctionType([], []))
            .Function("add", new FunctionType([ValueKind.I32, ValueKind.I32], [ValueKind.I32]), LocalGet, 0, LocalGet, 1, I32Add)
            .Function(null, new FunctionType([ValueKind.I32], []), Block, 0x40, LocalGet, 0, LocalGet, 0, LessThan, BranchIf, 0, End)
            .ToArray();
        var (module, block) = Record(bytes);
        Assert.Equal("wasm", block.Source!.Format);
        Assert.Equal(bytes, block.Source.Content.ToArray());
        Assert.Equal(["add", "function[2]"], block.Regions.Select(region => region.Name));
        var stitched = block.Where(entry => !entry.IsPadding)
            .Select(entry => (entry.Variant, InstructionReader.ReadAt(module, entry.Source).Text)).ToArray();
        // The parameters are in the first two registers, the result in the one for results: 0, 1 and 6.
        Assert.Equal((WasmStencils.Id.I32AddRR + (1 << 3) + (6 << 6), "i32.add"), stitched[0]);
        Assert.Contains((WasmStencils.Id.FunctionReturn, "end"), stitched);

        // A comparison is stitched with the branch that consumes it.
        var branch = block.Single(entry => entry.TargetCount == 1);
        Assert.Equal("br_if 0", InstructionReader.ReadAt(module, branch.Source).Text);
        Assert.Equal(WasmStencils.Id.FunctionReturn, block[block.IndexAt(branch.Target(0))].Variant);
    }

    [Fact]
    public void A_module_that_needs_a_larger_space_is_recorded_once()
    {
        const int results = 900;
        var code = new List<byte>();
        for (int i = 0; i < results; i++)
            code.AddRange([0x42, 1]);
        for (int i = 0; i < 200; i++)
            code.AddRange([0x41, 0, BranchIf, 0]);
        var (_, block) = Record(new ModuleUnderTest()
            .Function("f", new FunctionType([], [.. Enumerable.Repeat(ValueKind.I64, results)]), [.. code]).ToArray());
        Assert.True(block.Code.Length > 64 * code.Count);
        Assert.Equal(block.Code.Length, block.Sum(entry => entry.Length));
        Assert.Single(block.Regions);
    }

    [Fact]
    public void An_invalid_module_leaves_nothing_and_the_log_can_go_on()
    {
        using var engine = new Engine();
        var log = new StitchLog();
        byte[] invalid = new ModuleUnderTest().Function("f", new FunctionType([], []), I32Add).ToArray();
        Assert.Throws<WasmValidationException>(() => engine.Compile(invalid, log));
        Assert.Empty(log.ToTrace().Blocks);
        Assert.Null(log.SourceCursor);
        Assert.Null(log.Document);
        engine.Compile(new ModuleUnderTest().Function("f", new FunctionType([], [])).ToArray(), log).Dispose();
        Assert.Single(log.ToTrace().Blocks);
    }

    [Fact]
    public void An_engine_records_the_code_that_modules_share()
    {
        var log = new StitchLog();
        using var engine = new Engine(log: log);
        var blocks = log.ToTrace().Blocks;
        Assert.Equal(
            [.. WasmStencils.Table.Traps.Select(trap => $"trap {trap}"), "entry thunk"],
            blocks.SelectMany(block => block.Regions).Select(region => region.Name));
        Assert.All(blocks, block => Assert.Equal(block.Code.Length, block.Sum(entry => entry.Length)));
    }

    private static byte[] Bytes(string sample) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Samples", sample + ".wasm"));

    private static (Module Module, StitchBlock Block) Record(byte[] bytes)
    {
        using var engine = new Engine();
        var log = new StitchLog();
        using var module = engine.Compile(bytes, log);
        return (module.Declarations, Assert.Single(log.ToTrace().Blocks));
    }

    /// <summary>A module's code; its space is given back, so that the next code comes to the same address.</summary>
    private static byte[] Code(Engine engine, byte[] bytes, StitchLog? log)
    {
        using var module = engine.Compile(bytes, log);
        return ExecutableBytes(module.Code.Functions[0], module.CodeSize);
    }

    private static unsafe byte[] ExecutableBytes(nint address, int length) => new ReadOnlySpan<byte>((void*)address, length).ToArray();
}
